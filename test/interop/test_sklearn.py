"""scikit-learn's estimators fitted to tnp's arrays."""

import numpy as np
import pytest
import tnp
from library_compare import assert_takes
from sklearn import (cluster, decomposition, ensemble, linear_model, metrics,
                     model_selection, neighbors, pipeline, preprocessing, svm)

RANDOM = np.random.default_rng(0)
SAMPLES = RANDOM.normal(size=(60, 4))
TARGET = SAMPLES @ np.array([1., 2., -1., .5]) + .1 * RANDOM.normal(size=60)
CLASSES = (TARGET > 0).astype(int)


def regression(xp, x, y):
    model = linear_model.LinearRegression().fit(x, y)
    return model.coef_, model.predict(x), model.score(x, y)


CALLS = {
    "LinearRegression": (regression, SAMPLES, TARGET),
    "Ridge": (lambda xp, x, y: linear_model.Ridge().fit(x, y).coef_,
              SAMPLES, TARGET),
    "LogisticRegression": (
        lambda xp, x, y: linear_model.LogisticRegression().fit(x, y)
        .predict_proba(x), SAMPLES, CLASSES),
    "KMeans": (lambda xp, x: cluster.KMeans(2, random_state=0, n_init=1)
               .fit(x).labels_, SAMPLES),
    "PCA": (lambda xp, x: decomposition.PCA(2).fit_transform(x), SAMPLES),
    "StandardScaler": (
        lambda xp, x: preprocessing.StandardScaler().fit_transform(x),
        SAMPLES),
    "OneHotEncoder": (
        lambda xp, x: preprocessing.OneHotEncoder().fit_transform(x[:, None])
        .toarray(), CLASSES),
    "LabelEncoder": (
        lambda xp, x: preprocessing.LabelEncoder().fit_transform(x), CLASSES),
    "SVC": (lambda xp, x, y: svm.SVC().fit(x, y).predict(x), SAMPLES, CLASSES),
    "RandomForestClassifier": (
        lambda xp, x, y: ensemble.RandomForestClassifier(5, random_state=0)
        .fit(x, y).predict(x), SAMPLES, CLASSES),
    "KNeighborsRegressor": (
        lambda xp, x, y: neighbors.KNeighborsRegressor(3).fit(x, y).predict(x),
        SAMPLES, TARGET),
    "mean_squared_error": (
        lambda xp, x, y: metrics.mean_squared_error(x, y), TARGET, TARGET / 2),
    "r2_score": (lambda xp, x, y: metrics.r2_score(x, y), TARGET, TARGET / 2),
    "confusion_matrix": (lambda xp, x: metrics.confusion_matrix(x, 1 - x),
                         CLASSES),
    "roc_auc_score": (lambda xp, x, y: metrics.roc_auc_score(x, y),
                      CLASSES, TARGET),
    "train_test_split": (
        lambda xp, x, y: model_selection.train_test_split(
            x, y, random_state=0), SAMPLES, TARGET),
    "cross_val_score": (
        lambda xp, x, y: model_selection.cross_val_score(
            linear_model.Ridge(), x, y), SAMPLES, TARGET),
    "make_pipeline": (
        lambda xp, x, y: pipeline.make_pipeline(
            preprocessing.MinMaxScaler(), svm.LinearSVC(random_state=0))
        .fit(x, y).predict(x), SAMPLES, CLASSES),
}


@pytest.mark.parametrize("name", CALLS)
def test_takes(name):
    call, *arrays = CALLS[name]
    assert_takes(call, *arrays)


def test_what_asks_for_numpys_own_type_refuses():
    """A grid must be a list or numpy.ndarray itself; to_numpy() gives one."""
    def search(values):
        return model_selection.GridSearchCV(
            linear_model.Ridge(), {"alpha": values}).fit(SAMPLES, TARGET)

    grid = tnp.array([.1, 1.])
    with pytest.raises(TypeError, match="list or a numpy array"):
        search(grid)
    assert search(grid.to_numpy()).best_params_ == search(
        [.1, 1.]).best_params_
