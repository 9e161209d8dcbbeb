"""Filters on a small RGB image: grey, blur, edges, median, histogram."""
import numpy as np


def test_card(height, width):
    """A picture with a disc, stripes and a gradient, as uint8 RGB."""
    y, x = np.mgrid[0:height, 0:width]
    disc = (x - width // 2) ** 2 + (y - height // 2) ** 2 <= 20
    red = np.where(disc, 255, 16 * y)
    green = np.fromfunction(lambda i, j: 8 * (i + j), (height, width))
    stripe = np.repeat(np.array([0, 200]), 2)
    blue = np.tile(stripe, (height, width // 4))
    return np.dstack((red, green, blue)).astype(np.uint8)


def to_grey(image):
    # Integer weights that add up to 256 keep the result exact.
    weights = np.array([77, 150, 29])
    return (np.sum(image.astype(int) * weights, axis=2) // 256).astype(
        np.uint8)


def extend(grey, by):
    """Repeat the border pixels so that filters keep the size."""
    rows = np.vstack([grey[:1]] * by + [grey] + [grey[-1:]] * by)
    return np.hstack([rows[:, :1]] * by + [rows] + [rows[:, -1:]] * by)


def convolve(grey, kernel):
    height, width = grey.shape
    k = kernel.shape[0]
    padded = extend(grey, k // 2).astype(np.float64)
    out = np.zeros((height, width))
    # Convolution turns the kernel around; correlation would not.
    flipped = kernel[::-1, ::-1]
    for i in range(k):
        for j in range(k):
            out += flipped[i, j] * padded[i:i + height, j:j + width]
    return out


def neighbourhoods(grey):
    """All 3x3 windows, stacked along a new last axis."""
    height, width = grey.shape
    padded = extend(grey, 1)
    return np.stack([padded[i:i + height, j:j + width]
                     for i in range(3) for j in range(3)], axis=-1)


def to_bytes(values):
    return np.clip(np.floor(values + 0.5), 0, 255).astype(np.uint8)


def main():
    image = test_card(12, 16)
    print("image:", image.shape, image.dtype, image.size)
    print("first pixel:", image[0, 0], "middle pixel:", image[6, 8])
    print("brightest per channel:", image.max(axis=(0, 1)))

    grey = to_grey(image)
    print("grey:")
    print(grey)
    print(f"mean {grey.mean():.4f}, std {grey.std():.4f}")

    binomial = np.array([1.0, 2.0, 1.0])
    blur = np.outer(binomial, binomial) / 16.0
    print("kernel:", blur, sep="\n")
    smooth = convolve(grey, blur)
    print("blurred row:", smooth[5])
    print("as bytes:", to_bytes(smooth)[5])

    sobel_x = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
    gx = convolve(grey, sobel_x)
    gy = convolve(grey, sobel_x.T)
    edges = np.hypot(gx, gy)
    print("strongest edge: %.3f" % edges.max())
    print("edges above 300:", int((edges > 300).sum()))
    angle = np.round(np.arctan2(gy, gx)[6, ::5], 4) + 0.0
    print("directions:", angle)

    # Salt and pepper noise at fixed places, removed by a median filter.
    noisy = grey.copy()
    noisy[2::5, 1::4] = 255
    noisy[4::5, 3::4] = 0
    changed = int(np.sum(noisy != grey))
    cleaned = np.median(neighbourhoods(noisy), axis=2).astype(np.uint8)
    before = np.abs(noisy.astype(int) - grey).sum()
    after = np.abs(cleaned.astype(int) - grey).sum()
    print("noisy pixels:", changed, "error:", before, "->", after)

    counts, bins = np.histogram(grey, bins=8, range=(0, 256))
    print("histogram:", counts)
    print("bins:", bins)
    share = np.cumsum(counts) / grey.size
    lookup = np.floor(255 * share).astype(np.uint8)
    print("equalised:", lookup[grey // 32][6])

    darker = image // 2
    darker[:, :8] = image[:, 7::-1]
    print("mirrored and darkened:", darker[3, ::5].tolist())
    bright = grey > np.median(grey)
    print("threshold:", "".join("#" if b else "." for b in bright[6]))


if __name__ == "__main__":
    main()
