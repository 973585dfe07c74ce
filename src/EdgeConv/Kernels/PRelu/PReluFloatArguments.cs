namespace EdgeConv.Kernels.PRelu;

/// <summary>A slope below 0 that is a tensor, on float32: <c>y = x &gt;= 0 ? x : x * alpha</c>.</summary>
public unsafe struct PReluFloatArguments
{
    /// <summary>How x (left) and alpha (right) meet.</summary>
    public BroadcastGeometry Geometry;

    /// <summary>x.</summary>
    public float* Input;

    /// <summary>The slopes.</summary>
    public float* Alpha;

    /// <summary>The result.</summary>
    public float* Output;
}
