using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Sixteen pixels at a time: three lines of levels put in turn, and combined with a constant by exclusive or.</summary>
internal static unsafe class TripleJoin_c16_Vector128
{
    /// <summary>Joins lines.</summary>
    /// <param name="first">The first byte of each pixel; up to 15 behind the last are read.</param>
    /// <param name="second">The second, likewise.</param>
    /// <param name="third">The third, likewise.</param>
    /// <param name="flip">What every byte is combined with.</param>
    /// <param name="to">The pixels; nothing behind the last is written.</param>
    /// <param name="count">Pixels.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(byte* first, byte* second, byte* third, byte flip, byte* to, int count)
    {
        const byte No = 0xFF;
        var flips = Vector128.Create(flip);
        for (; count >= 16; count -= 16, first += 16, second += 16, third += 16, to += 48)
        {
            var x = Vector128.Load(first) ^ flips;
            var y = Vector128.Load(second) ^ flips;
            var z = Vector128.Load(third) ^ flips;
            var a = ByteShuffle.Run(x, Vector128.Create(0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No, 5))
                | ByteShuffle.Run(y, Vector128.Create(No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No))
                | ByteShuffle.Run(z, Vector128.Create(No, No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No));
            var b = ByteShuffle.Run(x, Vector128.Create(No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10, No))
                | ByteShuffle.Run(y, Vector128.Create(5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10))
                | ByteShuffle.Run(z, Vector128.Create(No, 5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No));
            var c = ByteShuffle.Run(x, Vector128.Create(No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No, No))
                | ByteShuffle.Run(y, Vector128.Create(No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No))
                | ByteShuffle.Run(z, Vector128.Create(10, No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15));
            a.Store(to);
            b.Store(to + 16);
            c.Store(to + 32);
        }

        for (var i = 0; i < count; i++, to += 3)
            (to[0], to[1], to[2]) = ((byte)(first[i] ^ flip), (byte)(second[i] ^ flip), (byte)(third[i] ^ flip));
    }
}
