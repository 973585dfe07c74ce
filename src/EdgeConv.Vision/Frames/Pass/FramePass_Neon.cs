namespace EdgeConv.Vision.Frames.Pass;

/// <summary><see cref="FramePass_Lines"/> on 128-bit vectors of arm64.</summary>
internal static unsafe class FramePass_Neon
{
    /// <summary>Computes rows of the grid.</summary>
    public static void Run(in FramePassArguments a, int begin, int end, byte* scratch) => FramePass_Lines.Run<Lines>(in a, begin, end, scratch);

    private readonly struct Lines : IFrameLines
    {
        public static void SumRows(byte* first, long stride, short* weights, int count, short* sums, int bytes) => RowSum_c16_Neon.Run(first, stride, weights, count, sums, bytes);

        public static void SplitPairs(short* pairs, short* first, short* second, int count) => PairSplit_c8_Neon.Run(pairs, first, second, count);

        public static void SumColumns(short* line, in ResamplingWeights columns, short* values)
        {
            if (columns.Taps == ColumnSum_4x4_Neon.Taps)
                ColumnSum_4x4_Neon.Run(line, columns.First, columns.Weights, values, columns.Targets);
            else
                ColumnSum_4x8_Neon.Run(line, columns.First, columns.Weights, columns.Taps, values, columns.Targets);
        }

        public static void FindLevels(short* values, in YCbCrEquation equation, byte* levels, int count) => Levels_c8_Neon.Run(values, equation.Luma, equation.Grey, levels, count);

        public static void Mix(short* y, short* cb, short* cr, in YCbCrEquation equation, byte* red, byte* green, byte* blue, int count) =>
            YCbCrMix_c8_Neon.Run(y, cb, cr, in equation, red, green, blue, count);
    }
}
