namespace EdgeConv.Planning;

/// <summary>A place for bytes that a step reads or writes: a buffer of the arena or a packed constant. Several tensors may share one (a reshape moves nothing).</summary>
/// <param name="Id">Its number within the plan.</param>
public readonly record struct Slot(int Id);
