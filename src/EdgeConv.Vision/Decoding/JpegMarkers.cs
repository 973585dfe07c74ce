namespace EdgeConv.Vision.Decoding;

/// <summary>What the segments before a JPEG's first scan tell (ITU-T T.81, annex B) that libturbojpeg does not.</summary>
/// <remarks>Damage is not judged here: reading stops, and the decoder that comes after says what is wrong.</remarks>
/// <param name="Orientation">From the EXIF block in APP1.</param>
/// <param name="FromAdobe">There is an Adobe APP14 segment: four-colour pictures are then stored inverted, 255 for no ink.</param>
/// <param name="IsArithmetic">Coded arithmetically, with no lower bound on the bits a block takes.</param>
internal readonly record struct JpegMarkers(PictureOrientation Orientation, bool FromAdobe, bool IsArithmetic)
{
    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8, 0xFF];

    public static JpegMarkers Read(ReadOnlySpan<byte> file)
    {
        PictureOrientation? orientation = null;
        var (fromAdobe, isArithmetic) = (false, false);
        var segments = new JpegSegments(file);
        while (segments.Next())
        {
            if (segments.Marker == 0xE1 && segments.Contents.StartsWith("Exif\0\0"u8))
                orientation ??= ExifOrientation.Read(segments.Contents[6..]);
            else if (segments.Marker == 0xEE && segments.Contents.StartsWith("Adobe"u8))
                fromAdobe = true;
            else if (segments.Marker is 0xC9 or 0xCA or 0xCB or 0xCD or 0xCE or 0xCF)
                isArithmetic = true;
        }

        return new JpegMarkers(orientation ?? PictureOrientation.TopLeft, fromAdobe, isArithmetic);
    }
}
