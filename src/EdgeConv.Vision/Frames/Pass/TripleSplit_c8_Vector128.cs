using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeConv.Vision.Frames.Pass;

/// <summary>Eight triples at a time: of each of three vectors, the bytes that a component has in it are shuffled to where they belong, and all others to nothing.</summary>
internal static unsafe class TripleSplit_c8_Vector128
{
    /// <summary>Takes triples apart.</summary>
    /// <param name="triples">Up to 21 behind the last are read.</param>
    /// <param name="first">The first of each; up to 7 behind the last are written.</param>
    /// <param name="second">The second of each, likewise.</param>
    /// <param name="third">The third of each, likewise.</param>
    /// <param name="count">Triples.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(short* triples, short* first, short* second, short* third, int count)
    {
        const byte No = 0xFF;
        for (; count > 0; count -= 8, triples += 24, first += 8, second += 8, third += 8)
        {
            var a = Vector128.Load((byte*)triples);
            var b = Vector128.Load((byte*)triples + 16);
            var c = Vector128.Load((byte*)triples + 32);
            var x = ByteShuffle.Run(a, Vector128.Create(0, 1, 6, 7, 12, 13, No, No, No, No, No, No, No, No, No, No))
                | ByteShuffle.Run(b, Vector128.Create(No, No, No, No, No, No, 2, 3, 8, 9, 14, 15, No, No, No, No))
                | ByteShuffle.Run(c, Vector128.Create(No, No, No, No, No, No, No, No, No, No, No, No, 4, 5, 10, 11));
            var y = ByteShuffle.Run(a, Vector128.Create(2, 3, 8, 9, 14, 15, No, No, No, No, No, No, No, No, No, No))
                | ByteShuffle.Run(b, Vector128.Create(No, No, No, No, No, No, 4, 5, 10, 11, No, No, No, No, No, No))
                | ByteShuffle.Run(c, Vector128.Create(No, No, No, No, No, No, No, No, No, No, 0, 1, 6, 7, 12, 13));
            var z = ByteShuffle.Run(a, Vector128.Create(4, 5, 10, 11, No, No, No, No, No, No, No, No, No, No, No, No))
                | ByteShuffle.Run(b, Vector128.Create(No, No, No, No, 0, 1, 6, 7, 12, 13, No, No, No, No, No, No))
                | ByteShuffle.Run(c, Vector128.Create(No, No, No, No, No, No, No, No, No, No, 2, 3, 8, 9, 14, 15));
            x.Store((byte*)first);
            y.Store((byte*)second);
            z.Store((byte*)third);
        }
    }
}
