namespace EdgeConv.Vision.Decoding;

/// <summary>Reads PNG, JPEG, BMP and PNM pictures. The format is told by the file's first bytes, never by its name.</summary>
/// <remarks>
/// What every format has in common: transparent pixels are blended onto white; samples of other depths become 8 bits by
/// <c>round(v * 255 / max)</c>; colour profiles and gamma are ignored; the EXIF orientation of JPEG and PNG is applied.
/// A file with anything wrong in it is refused: no picture is better than one that is half grey.
/// </remarks>
public static class PictureDecoder
{
    /// <summary>The largest picture that is read unless the caller says otherwise: 100 megapixels, 300 MB of RGB.</summary>
    public const int DefaultMaxPixels = 100_000_000;

    /// <summary>The longest file that is read: 1 GiB, more than a picture of the default limit takes in any format.</summary>
    public const int MaxFileBytes = 1 << 30;

    /// <summary>Whether JPEG files can be read, that is whether libturbojpeg is installed.</summary>
    public static bool CanDecodeJpeg => TurboJpegLibrary.IsInstalled;

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="maxPixels">Larger pictures are refused before memory is taken for them.</param>
    /// <exception cref="PictureFormatException">The bytes are not a picture that can be read.</exception>
    /// <exception cref="MissingLibraryException">The picture is a JPEG and libturbojpeg is not installed.</exception>
    public static Picture Decode(ReadOnlyMemory<byte> data, int maxPixels = DefaultMaxPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPixels, 1);
        return PictureSignature.Identify(data.Span) switch
        {
            PictureFormat.Png => PngDecoder.Decode(data.Span, maxPixels),
            PictureFormat.Jpeg => JpegDecoder.Decode(data.Span, maxPixels),
            PictureFormat.Bmp => BmpDecoder.Decode(data.Span, maxPixels),
            _ => PnmDecoder.Decode(data.Span, maxPixels),
        };
    }

    /// <summary>Reads a picture from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">Larger pictures are refused before memory is taken for them.</param>
    /// <exception cref="IOException">There is no such file, it is a folder, or it cannot be read; the message says which.</exception>
    /// <exception cref="PictureFormatException">The file is not a picture that can be read; the message begins with the path.</exception>
    /// <exception cref="MissingLibraryException">The picture is a JPEG and libturbojpeg is not installed.</exception>
    public static Picture Load(string path, int maxPixels = DefaultMaxPixels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new IOException($"{path}: this is a folder, not a picture. Name one of the files in it.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file. Check the spelling and the current folder.", path);

        try
        {
            using var file = File.OpenRead(path);
            return Load(file, maxPixels);
        }
        catch (PictureFormatException problem)
        {
            throw problem.In(path);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException($"{path}: this file may not be read by the current user. Check its permissions.", problem);
        }
    }

    /// <summary>Reads a picture from a stream, from its present position to its end; the stream stays open.</summary>
    /// <param name="stream">A readable stream; it need not be seekable.</param>
    /// <param name="maxPixels">Larger pictures are refused before memory is taken for them.</param>
    /// <exception cref="PictureFormatException">The bytes are not a picture that can be read.</exception>
    /// <exception cref="MissingLibraryException">The picture is a JPEG and libturbojpeg is not installed.</exception>
    public static Picture Load(Stream stream, int maxPixels = DefaultMaxPixels)
    {
        ArgumentNullException.ThrowIfNull(stream);

        // The signature is looked at first, so that an endless device or a film is refused before it is read whole.
        var block = new byte[64 * 1024];
        var length = stream.ReadAtLeast(block, PictureSignature.Length, throwOnEndOfStream: false);
        PictureSignature.Identify(block.AsSpan(0, length));

        var expected = stream.CanSeek ? Math.Max(stream.Length - stream.Position, 0) + length : length;
        using var whole = new MemoryStream((int)Math.Min(expected, MaxFileBytes));
        while (length > 0)
        {
            expected = Math.Max(expected, whole.Length + length);
            if (expected > MaxFileBytes)
                throw new PictureFormatException("Picture", $"the file is longer than {MaxFileBytes / (1 << 20)} MiB, the most that is read");
            whole.Write(block.AsSpan(0, length));
            length = stream.Read(block);
        }

        return Decode(whole.GetBuffer().AsMemory(0, (int)whole.Length), maxPixels);
    }
}
