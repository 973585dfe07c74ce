/* The kernels of the library: which of them are built, and in what order they are offered, is said in dispatch.c. */
#ifndef EDGECONV_KERNELS_H
#define EDGECONV_KERNELS_H

#include "edgeconv.h"

extern const edgeconv_kernel edgeconv_convolution_12x32c4_avx512vnni;
extern const edgeconv_kernel edgeconv_convolution_6x16c4_avxvnni;
extern const edgeconv_kernel edgeconv_convolution_6x16c2_avx2;
extern const edgeconv_kernel edgeconv_convolution_4x16c8_neoni8mm;
extern const edgeconv_kernel edgeconv_convolution_4x16c4_neondot;
extern const edgeconv_kernel edgeconv_convolution_8x8c1_neon;
extern const edgeconv_kernel edgeconv_convolution_2x8c16_neon;
extern const edgeconv_kernel edgeconv_convolution_4x8c1_neon;
extern const edgeconv_kernel edgeconv_convolution_4x8c1_c;

extern const edgeconv_kernel edgeconv_depthwise_2x3x3c16_avx512vnni;
extern const edgeconv_kernel edgeconv_depthwise_3x3s2c16_avx512vnni;
extern const edgeconv_kernel edgeconv_depthwise_c16_avx512vnni;
extern const edgeconv_kernel edgeconv_depthwise_2x3x3c16_avxvnni;
extern const edgeconv_kernel edgeconv_depthwise_2x5x5c32_avxvnni;
extern const edgeconv_kernel edgeconv_depthwise_c32_avxvnni;
extern const edgeconv_kernel edgeconv_depthwise_2x3x3c16_avx2;
extern const edgeconv_kernel edgeconv_depthwise_2x5x5c16_avx2;
extern const edgeconv_kernel edgeconv_depthwise_c16_avx2;
extern const edgeconv_kernel edgeconv_depthwise_c8_neon;
extern const edgeconv_kernel edgeconv_depthwise_c8_c;

#endif
