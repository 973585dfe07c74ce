namespace EdgeConv.Planning;

/// <summary>What a <see cref="Slot"/> holds.</summary>
public enum SlotKind
{
    /// <summary>A value between steps: lives in the arena from its first write to its last read.</summary>
    Value,

    /// <summary>A model input or output: lives in the arena for the whole run.</summary>
    External,

    /// <summary>A table of a kernel, filled when a session binds the plan: lives in the arena for the whole run.</summary>
    Table,

    /// <summary>Memory one step works in.</summary>
    Scratch,

    /// <summary>Weights, biases, tables: packed once, never written.</summary>
    Constant,
}
