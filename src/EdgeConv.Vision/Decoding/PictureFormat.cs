namespace EdgeConv.Vision.Decoding;

internal enum PictureFormat
{
    Png,
    Jpeg,
    Bmp,
    Pnm,
}
