/// The constants of avx512_functions.h. Computed with 200 bits: tables rounded to
/// their type, a second table with what the first one leaves; polynomials by
/// interpolation at Chebyshev nodes.
#pragma once

namespace tnp::loops {

/// 2^(i/16).
alignas(64) inline constexpr double kPowersHigh[16] = {
    0x1p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0,
    0x1.2387a6e756238p+0, 0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0,
    0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0, 0x1.6a09e667f3bcdp+0,
    0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f09p+0,
    0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0,
    0x1.ea4afa2a490dap+0,
};
/// What kPowersHigh leaves.
alignas(64) inline constexpr double kPowersLow[16] = {
    0, 0x1.8a62e4adc610bp-54, -0x1.19041b9d78a76p-55,
    0x1.9b07eb6c70573p-54, 0x1.6f46ad23182e4p-55, 0x1.ada0911f09ebcp-55,
    0x1.d4397afec42e2p-56, 0x1.6324c054647adp-54, -0x1.bdd3413b26456p-54,
    -0x1.41577ee04992fp-55, 0x1.6e9f156864b27p-54, 0x1.c7c46b071f2bep-56,
    0x1.7a1cd345dcc81p-54, 0x1.11065895048ddp-55, 0x1.2ed02d75b3707p-55,
    -0x1.e9c23179c2893p-54,
};

/// -log(c), c = i/16 or 1 + i/16, the one in [11/16, 21/16]; multiples of 2^-40.
alignas(64) inline constexpr double kLogsHigh[16] = {
    0, -0x1.f0a30c012p-5, -0x1.e27076e2bp-4,
    -0x1.5ff3070a78p-3, -0x1.c8ff7c79a8p-3, -0x1.1675cababcp-2,
    0, 0, 0,
    0, 0, 0x1.7fafa3bd8p-2,
    0x1.269621134cp-2, 0x1.a93ed3c8bp-3, 0x1.1178e8228p-3,
    0x1.08598b59ep-4,
};
/// What kLogsHigh leaves.
alignas(64) inline constexpr double kLogsLow[16] = {
    0, 0x1.3ab33d066d1d2p-42, 0x1.a342c2af0003cp-45,
    -0x1.3d3c873e20a07p-43, -0x1.a21ac25d81ef3p-43, 0x1.9f1fc63382a8fp-42,
    0, 0, 0,
    0, 0, 0x1.51bede6fdb533p-42,
    0x1.b92783beb7677p-42, -0x1.30e486a0ac42dp-42, -0x1.b8421cc74be04p-43,
    0x1.d034451fecdfbp-43,
};

/// arctan(i/16).
alignas(64) inline constexpr double kArcTansHigh[16] = {
    0, 0x1.ff55bb72cfdeap-5, 0x1.fd5ba9aac2f6ep-4,
    0x1.7b97b4bce5b02p-3, 0x1.f5b75f92c80ddp-3, 0x1.362773707ebccp-2,
    0x1.6f61941e4def1p-2, 0x1.a64eec3cc23fdp-2, 0x1.dac670561bb4fp-2,
    0x1.0657e94db30dp-1, 0x1.1e00babdefeb4p-1, 0x1.345f01cce37bbp-1,
    0x1.4978fa3269ee1p-1, 0x1.5d58987169b18p-1, 0x1.700a7c5784634p-1,
    0x1.819d0b7158a4dp-1,
};
/// What kArcTansHigh leaves.
alignas(64) inline constexpr double kArcTansLow[16] = {
    0, -0x1.c934d86d23f1dp-60, -0x1.cd37686760c17p-59,
    0x1.347b0b4f881cap-58, 0x1.8ab6e3cf7afbdp-57, -0x1.963a544b672d8p-57,
    -0x1.c63aae6f6e918p-56, -0x1.24dec1b50b7ffp-56, 0x1.a2b7f222f65e2p-56,
    -0x1.d5b495f6349e6p-56, -0x1.928df287a668fp-58, 0x1.1021137c71102p-55,
    0x1.2419a87f2a458p-56, 0x1.0028e4bc5e7cap-57, -0x1.8c34d25aadef6p-56,
    -0x1.bf76229d3b917p-56,
};

/// tanh in float32: the intervals between floats whose exponent and first two
/// bits of mantissa agree, from 2^-4 to 2^4; the first one goes down to 0. By the
/// last five of these bits: the centre, then the coefficients of the distance.
alignas(64) inline constexpr float kTanhTable[8][32] = {
    {0x1.2p+1f, 0x1.6p+1f, 0x1.ap+1f, 0x1.ep+1f,
     0x1.2p+2f, 0x1.6p+2f, 0x1.ap+2f, 0x1.ep+2f,
     0x1.2p+3f, 0x1.6p+3f, 0x1.ap+3f, 0x1.ep+3f,
     0, 0x1.6p-4f, 0x1.ap-4f, 0x1.ep-4f,
     0x1.2p-3f, 0x1.6p-3f, 0x1.ap-3f, 0x1.ep-3f,
     0x1.2p-2f, 0x1.6p-2f, 0x1.ap-2f, 0x1.ep-2f,
     0x1.2p-1f, 0x1.6p-1f, 0x1.ap-1f, 0x1.ep-1f,
     0x1.2p+0f, 0x1.6p+0f, 0x1.ap+0f, 0x1.ep+0f},
    {0x1.f4bfd6p-1f, 0x1.fbd50ap-1f, 0x1.fe767ap-1f, 0x1.ff6f18p-1f,
     0x1.ffdfa8p-1f, 0x1.fffbap-1f, 0x1.ffff68p-1f, 0x1.ffffecp-1f,
     0x1.fffffep-1f, 0x1p+0f, 0x1p+0f, 0x1p+0f,
     0, 0x1.5f22d2p-4f, 0x1.9e9356p-4f, 0x1.ddd092p-4f,
     0x1.1e1ddp-3f, 0x1.5c9308p-3f, 0x1.9a5f1cp-3f, 0x1.d7665cp-3f,
     0x1.18a39ap-2f, 0x1.52c2c6p-2f, 0x1.8a87e2p-2f, 0x1.bfae6ap-2f,
     0x1.05087p-1f, 0x1.3157ep-1f, 0x1.5789p-1f, 0x1.77d838p-1f,
     0x1.9e5cb6p-1f, 0x1.c278a6p-1f, 0x1.d9c6fap-1f, 0x1.e8789ep-1f},
    {0x1.64108ap-5f, 0x1.09a7a8p-6f, 0x1.88ef6ep-8f, 0x1.21a7b4p-9f,
     0x1.02c03cp-11f, 0x1.183474p-14f, 0x1.2f61b4p-17f, 0x1.48779cp-20f,
     0x1.060ca8p-24f, 0, 0, 0,
     0x1p+0f, 0x1.fc3cbep-1f, 0x1.fac13ep-1f, 0x1.f9085ap-1f,
     0x1.f601cap-1f, 0x1.f12bp-1f, 0x1.eb715ap-1f, 0x1.e4dfb2p-1f,
     0x1.d98b36p-1f, 0x1.c7f724p-1f, 0x1.b3ff2ep-1f, 0x1.9e23aep-1f,
     0x1.7aeae6p-1f, 0x1.49e6cp-1f, 0x1.197fcep-1f, 0x1.d834d2p-2f,
     0x1.615002p-2f, 0x1.cea744p-3f, 0x1.265e34p-3f, 0x1.6fcfa6p-4f},
    {-0x1.5c3d8ep-5f, -0x1.077e0cp-6f, -0x1.87c166p-8f, -0x1.2155b6p-9f,
     -0x1.02aecap-11f, -0x1.1830dcp-14f, -0x1.2f600ep-17f, -0x1.487626p-20f,
     -0x1.05bf4ap-24f, 0, 0, 0,
     0, -0x1.5c8e36p-4f, -0x1.9a5416p-4f, -0x1.d75004p-4f,
     -0x1.18883cp-3f, -0x1.5279fep-3f, -0x1.89e51p-3f, -0x1.be6cb8p-3f,
     -0x1.038f72p-2f, -0x1.2daf9ap-2f, -0x1.4ff714p-2f, -0x1.6a1d3ap-2f,
     -0x1.825df8p-2f, -0x1.897d28p-2f, -0x1.79c0ep-2f, -0x1.5aa21cp-2f,
     -0x1.1defacp-2f, -0x1.970e08p-3f, -0x1.10646ep-3f, -0x1.5ee892p-4f},
    {0x1.bbce5ep-6f, 0x1.599474p-7f, 0x1.03964p-8f, 0x1.80e728p-10f,
     0x1.586076p-12f, 0x1.7529e6p-15f, 0x1.941044p-18f, 0x1.b57aaap-21f,
     0x1.568094p-25f, 0, 0, 0,
     -0x1.555544p-2f, -0x1.4b5adp-2f, -0x1.477428p-2f, -0x1.42f17cp-2f,
     -0x1.3b134ep-2f, -0x1.2ea3fcp-2f, -0x1.202a34p-2f, -0x1.0fdf04p-2f,
     -0x1.e91ee6p-3f, -0x1.98587ep-3f, -0x1.4271f4p-3f, -0x1.d71f6ap-4f,
     -0x1.bd0b84p-5f, 0x1.d76aa8p-7f, 0x1.072ccap-4f, 0x1.84349cp-4f,
     0x1.c68d84p-4f, 0x1.97d80cp-4f, 0x1.33df2p-4f, 0x1.a85c1cp-5f},
    {-0x1.93cb2ep-7f, -0x1.4e3bb6p-8f, -0x1.00779cp-9f, -0x1.7f3614p-11f,
     -0x1.58389p-13f, -0x1.75504cp-16f, -0x1.9445cep-19f, -0x1.b5b662p-22f,
     -0x1.59bd82p-26f, 0, 0, 0,
     0, 0x1.cb9e18p-5f, 0x1.0d5946p-4f, 0x1.33cb7p-4f,
     0x1.6b179ep-4f, 0x1.afb106p-4f, 0x1.ed9008p-4f, 0x1.11f6e8p-3f,
     0x1.3316ep-3f, 0x1.50369ap-3f, 0x1.5c35acp-3f, 0x1.5864eap-3f,
     0x1.3a4d4ap-3f, 0x1.e98248p-4f, 0x1.4716eap-4f, 0x1.626a1cp-5f,
     0x1.ac41bp-9f, -0x1.5dd5e4p-6f, -0x1.9d2a82p-6f, -0x1.55d652p-6f},
    {0x1.04a04ep-8f, 0x1.f5f54ap-10f, 0x1.93f596p-11f, 0x1.32dca6p-12f,
     0x1.1e7bdcp-14f, 0x1.375f56p-17f, 0x1.514b2ap-20f, 0x1.6d3528p-23f,
     0x1.48f86cp-27f, 0, 0, 0,
     0x1.1064bep-3f, 0x1.003808p-3f, 0x1.f3699ap-4f, 0x1.e47336p-4f,
     0x1.ca8d1cp-4f, 0x1.a25f92p-4f, 0x1.74a4b2p-4f, 0x1.428acap-4f,
     0x1.e3c8d4p-5f, 0x1.05c566p-5f, 0x1.8484ap-8f, -0x1.1920fap-6f,
     -0x1.642aeep-5f, -0x1.f85e6p-5f, -0x1.00b0d4p-4f, -0x1.b2aa82p-5f,
     -0x1.0675a4p-5f, -0x1.37c11cp-7f, 0x1.6db02p-10f, 0x1.2d87ep-8f},
    {-0x1.79ac4p-11f, -0x1.1df85cp-11f, -0x1.fe41ap-13f, -0x1.90ae26p-14f,
     -0x1.787632p-16f, -0x1.9aa9fep-19f, -0x1.bd11eep-22f, -0x1.e1ef84p-25f,
     -0x1.a54f6ap-29f, 0, 0, 0,
     0, -0x1.008bcp-5f, -0x1.2ae2e6p-5f, -0x1.5327eep-5f,
     -0x1.8b0ecp-5f, -0x1.cc38eep-5f, -0x1.00a788p-4f, -0x1.14ae18p-4f,
     -0x1.25e5acp-4f, -0x1.260fap-4f, -0x1.0f2c56p-4f, -0x1.cdca02p-5f,
     -0x1.313da8p-5f, -0x1.7c5c18p-7f, 0x1.da08cap-8f, 0x1.162ebp-6f,
     0x1.2ed8eap-6f, 0x1.67766cp-7f, 0x1.0da2f4p-8f, 0x1.5399acp-11f},
};

}  // namespace tnp::loops
