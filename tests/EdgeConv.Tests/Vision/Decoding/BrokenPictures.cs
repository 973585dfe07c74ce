namespace EdgeConv.Tests.Vision.Decoding;

/// <summary>Pictures with one thing wrong in each, and what has to be said about it.</summary>
internal static class BrokenPictures
{
    private const string FetchAgain = " Fetch it again.";

    private static readonly byte[] Png = new PngBuilder { Width = 2, Height = 2, Sample = (x, y) => [x, y, 9] }.Build();
    private static readonly byte[] Bmp = new BmpBuilder { Width = 2, Height = 2 }.Build();

    public static IReadOnlyDictionary<string, (byte[] File, string Message)> All { get; } = new Dictionary<string, (byte[] File, string Message)>
    {
        ["empty file"] = ([], "Picture: the file is empty. Fetch or record it again."),
        ["text"] = (Text("Hello, world"), "Picture: the file begins with 48656C6C6F2C2077, which is not PNG, JPEG, BMP or PNM. Convert it to PNG or JPEG first."),
        ["one byte"] = ([0x42], "Picture: the file begins with 42, which is not PNG, JPEG, BMP or PNM. Convert it to PNG or JPEG first."),
        ["GIF"] = (Text("GIF89a......"), "GIF: this format is not supported. Convert it to PNG or JPEG first."),
        ["WebP"] = (Text("RIFF....WEBPVP8 "), "WebP: this format is not supported. Convert it to PNG or JPEG first."),
        ["TIFF, little-endian"] = (Text("II*\0\b\0\0\0"), "TIFF: this format is not supported. Convert it to PNG or JPEG first."),
        ["TIFF, big-endian"] = (Text("MM\0*\0\0\0\b"), "TIFF: this format is not supported. Convert it to PNG or JPEG first."),
        ["HEIC"] = (Text("\0\0\0\u0018ftypheic"), "HEIC: this format is not supported. Convert it to PNG or JPEG first."),
        ["AVIF"] = (Text("\0\0\0\u0018ftypavif"), "AVIF: this format is not supported. Convert it to PNG or JPEG first."),
        ["PAM"] = (Text("P7\nWIDTH 1\n"), "PAM: this format is not supported. Convert it to PNG or JPEG first."),

        ["PNG, signature alone"] = (PngBuilder.Signature, "PNG: the file is cut short: the IEND chunk is missing (at byte 8)." + FetchAgain),
        ["PNG without its end"] = (Png[..^12], $"PNG: the file is cut short: the IEND chunk is missing (at byte {Png.Length - 12}).{FetchAgain}"),
        ["PNG, chunk longer than the file"] = (Bytes.ChangedBig32(Png, 33, 5000), $"PNG: chunk tEXt has 5000 bytes, the file only {Png.Length - 45} more: it is cut short (at byte 33).{FetchAgain}"),
        ["PNG, a flipped bit"] = (Bytes.Changed(Png, 20, 1), "PNG: chunk IHDR fails its checksum: the file is corrupt (at byte 8)." + FetchAgain),
        ["PNG, name of a chunk"] = (Bytes.Changed(Png, 37, 0), "PNG: a chunk's name is 00455874, not four letters: the file is corrupt (at byte 37)."),
        ["PNG without a header"] = (PngOf(PngBuilder.Chunk("IEND")), "PNG: the first chunk is IEND, not IHDR (at byte 8)."),
        ["PNG, header too short"] = (PngOf(PngBuilder.Chunk("IHDR", 1, 2, 3)), "PNG: chunk IHDR has 3 bytes, not 13 (at byte 16)."),
        ["PNG of no width"] = (PngOf(PngBuilder.Header(0, 5, 8, 2)), "PNG: a picture of 0x5 pixels has nothing in it (at byte 16)."),
        ["PNG too large"] = (PngOf(PngBuilder.Header(20_000, 20_000, 8, 2)), "PNG: 20000x20000 pixels are more than the 100000000 that are allowed (at byte 16). Scale the picture down first."),
        ["PNG far too large"] = (PngOf(PngBuilder.Header(uint.MaxValue, uint.MaxValue, 8, 2)), "PNG: a side of 4294967295 pixels is longer than the 8388608 that are allowed (at byte 16)."),
        ["PNG, depth"] = (PngOf(PngBuilder.Header(1, 1, 4, 2)), "PNG: colour type 2 with 4 bits a sample does not exist (at byte 24)."),
        ["PNG, colour type"] = (PngOf(PngBuilder.Header(1, 1, 8, 5)), "PNG: colour type 5 with 8 bits a sample does not exist (at byte 24)."),
        ["PNG, interlace method"] = (PngOf(PngBuilder.Header(1, 1, 8, 2, 2)), "PNG: interlace method 2 is not known, only 0 and 1 (at byte 28)."),
        ["PNG, chunk that matters"] = (PngOf(PngBuilder.Header(1, 1, 8, 2), PngBuilder.Chunk("ABCD")), "PNG: chunk ABCD is needed to show the picture and not known (at byte 33)."),
        ["PNG without pixels"] = (PngOf(PngBuilder.Header(1, 1, 8, 2), PngBuilder.Chunk("IEND")), "PNG: there is no IDAT chunk, so there are no pixels (at byte 33)."),
        ["PNG without its palette"] = (PngWithPixels(1, 1, 3, 0, 0), "PNG: the pixels are palette indices and there is no palette (at byte 55)."),
        ["PNG, half a colour"] = (PngOf(PngBuilder.Header(1, 1, 8, 3), PngBuilder.Chunk("PLTE", 1, 2)), "PNG: a palette of 2 bytes is not 1 to 256 colours of 3 (at byte 33)."),
        ["PNG, index beyond the palette"] = (new PngBuilder { ColourType = 3, Palette = [1, 2, 3], Sample = (_, _) => [1] }.Build(), "PNG: a pixel has colour 1 of a palette of 1."),
        ["PNG, transparency of the wrong length"] = (new PngBuilder { Transparency = [1], Sample = (_, _) => [1, 1, 1] }.Build(), "PNG: chunk tRNS has 1 bytes, which colour type 2 does not allow."),
        ["PNG, row filter"] = (PngWithPixels(1, 1, 0, 5, 0), "PNG: row 0 has filter 5, which does not exist."),
        ["PNG, pixels that do not inflate"] = (PngOf(PngBuilder.Header(1, 1, 8, 0), PngBuilder.Chunk("IDAT", 1, 2, 3), PngBuilder.Chunk("IEND")), "PNG: the compressed pixels are corrupt (at byte 33). Fetch the file again."),
        ["PNG, rows missing"] = (PngWithPixels(1, 2, 0, 0, 7), $"PNG: {PngBuilder.Compress(0, 7).Length} bytes of compressed pixels are too few for 1x2: the file is cut short.{FetchAgain}"),
        ["PNG, small file of a large picture"] = (PngWithPixels(10_000, 10_000, 0, 0, 7), $"PNG: {PngBuilder.Compress(0, 7).Length} bytes of compressed pixels are too few for 10000x10000: the file is cut short.{FetchAgain}"),

        ["BMP, two bytes"] = (Text("BM"), "BMP: the file is cut short: it ends after 2 bytes (at byte 10)." + FetchAgain),
        ["BMP, header"] = (Bytes.Changed(Bmp, 14, 41), "BMP: a header of 41 bytes is not known, only 12, 40, 52, 56, 108 and 124 (at byte 14)."),
        ["BMP of no height"] = (new BmpBuilder { Height = 0 }.Build(), "BMP: a picture of 5x0 pixels has nothing in it (at byte 18)."),
        ["BMP, height of the least integer"] = (Bytes.Changed(Bmp, 22, 0, 0, 0, 0x80), "BMP: a side of 2147483648 pixels is longer than the 8388608 that are allowed (at byte 18)."),
        ["BMP, depth"] = (new BmpBuilder { Bits = 2 }.Build(), "BMP: 2 bits a pixel with compression 0 does not exist (at byte 28)."),
        ["BMP, compression"] = (new BmpBuilder { Compression = 9 }.Build(), "BMP: 24 bits a pixel with compression 9 does not exist (at byte 28)."),
        ["BMP, a JPEG inside"] = (new BmpBuilder { Compression = 4 }.Build(), "BMP: a JPEG or PNG inside a BMP, made for printers, is not supported (at byte 30)."),
        ["BMP, runs from the top"] = (new BmpBuilder { Bits = 8, Compression = 1, TopDown = true }.Build(), "BMP: run-length compression with rows from the top does not exist (at byte 22)."),
        ["BMP, pixels beyond the file"] = (Bytes.Changed(Bmp, 10, 255, 255, 255, 255), "BMP: the pixels are said to begin at byte 4294967295: the file has 70, its headers 54 (at byte 10)."),
        ["BMP, pixels in the header"] = (Bytes.Changed(Bmp, 10, 53), "BMP: the pixels are said to begin at byte 53: the file has 70, its headers 54 (at byte 10)."),
        ["BMP cut short"] = (Bmp[..^3], "BMP: 2x2 pixels take 14 bytes, the file has 13 of them: it is cut short (at byte 54)." + FetchAgain),
        ["BMP, small file of a large picture"] = (Bytes.Changed(Bmp, 18, 0x10, 0x27, 0, 0, 0x10, 0x27, 0, 0), "BMP: 10000x10000 pixels take 300000000 bytes, the file has 16 of them: it is cut short (at byte 54)." + FetchAgain),
        ["BMP without its palette"] = (new BmpBuilder { Bits = 8 }.Build(), "BMP: the pixels are palette indices and there is no palette."),
        ["BMP, index beyond the palette"] = (new BmpBuilder { Bits = 4, Palette = [1, 2, 3], Pixel = (_, _) => 5 }.Build(), "BMP: a pixel has colour 5 of a palette of 1."),
        ["BMP, mask with a gap"] = (new BmpBuilder { Bits = 32, Compression = 3, Masks = [5, 0, 0] }.Build(), "BMP: 0x00000005 is not a colour mask of a 32-bit pixel."),
        ["BMP, mask beyond the pixel"] = (new BmpBuilder { Bits = 16, Compression = 3, Masks = [0x10000, 0, 0] }.Build(), "BMP: 0x00010000 is not a colour mask of a 16-bit pixel."),
        ["BMP, run beyond the row"] = (RunLengths(4, 0, 3, 0), "BMP: a run of 3 pixels at column 4 of row 0 leaves the picture (at byte 60)."),
        ["BMP, jump out of the picture"] = (RunLengths(0, 2, 255, 0), "BMP: a jump to column 255 of row 0 leaves the picture (at byte 58)."),
        ["BMP, runs without an end"] = (RunLengths(5, 0, 0, 0), "BMP: the file is cut short: it ends after 62 bytes (at byte 62)." + FetchAgain),
        ["BMP, few runs of a large picture"] = (Bytes.Changed(RunLengths(0, 1), 18, 0x10, 0x27, 0, 0, 0x10, 0x27, 0, 0), "BMP: 2 bytes of runs are too few for 10000x10000 pixels: the file is cut short (at byte 58)." + FetchAgain),

        ["PNM, no number"] = (Text("P5 x 1 255\n"), "PNM: a number for the width is expected, byte 0x78 is there (at byte 3)."),
        ["PNM, header cut short"] = (Text("P6 1 # and on"), "PNM: the file is cut short where a number for the height should be (at byte 13)." + FetchAgain),
        ["PNM, width of many digits"] = (Text("P5 99999999999 1 255\n"), "PNM: the width is a number of too many digits (at byte 3)."),
        ["PNM of no width"] = (Text("P5 0 1 255\n"), "PNM: a picture of 0x1 pixels has nothing in it (at byte 3)."),
        ["PNM, largest sample"] = (Text("P5 1 1 65536\n.."), "PNM: the largest sample is 65536, which is not between 1 and 65535 (at byte 12)."),
        ["PNM, no end of the header"] = (Text("P5 1 1 255x"), "PNM: white space after the header is expected, byte 0x78 is there (at byte 10)."),
        ["PNM, pixels cut short"] = (Text("P6 2 2 255\n12345678901"), "PNM: 2x2 pixels take at least 12 bytes, the file has 11 of them: it is cut short (at byte 11)." + FetchAgain),
        ["PNM, small file of a large picture"] = (Text("P3 10000 10000 255 1 2 3"), "PNM: 10000x10000 pixels take at least 600000000 bytes, the file has 6 of them: it is cut short (at byte 18)." + FetchAgain),
        ["PNM, sample above the largest"] = (Text("P2 2 1 9 9 10"), "PNM: a sample of 10 is above the largest, 9 (at byte 13)."),
        ["PNM, neither 0 nor 1"] = (Text("P1 2 1 02"), "PNM: a pixel, 0 or 1 is expected, byte 0x32 is there (at byte 8)."),
    };

    private static byte[] Text(string text) => new Bytes().Text(text).ToArray();

    private static byte[] PngOf(params byte[][] chunks) => [.. PngBuilder.Signature, .. chunks.SelectMany(chunk => chunk)];

    private static byte[] PngWithPixels(uint width, uint height, int colourType, params byte[] raw) =>
        PngOf(PngBuilder.Header(width, height, 8, colourType), PngBuilder.Chunk("IDAT", PngBuilder.Compress(raw)), PngBuilder.Chunk("IEND"));

    private static byte[] RunLengths(params byte[] code) =>
        new BmpBuilder { Width = 5, Height = 2, Bits = 8, Compression = 1, Palette = [1, 2, 3], HeaderBytes = 40, ColoursUsed = 1, Code = code }.Build();
}
