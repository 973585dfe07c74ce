namespace EdgeConv.Planning;

/// <summary>A slot as the plan placed it.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Name">The tensor it was made for, or what a constant or scratch is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="FirstStep">The first step that touches it; 0 for externals and constants.</param>
/// <param name="LastStep">The last step that touches it; the plan's last for externals and constants.</param>
/// <param name="Offset">Where it starts, in bytes from the start of the arena, or of the constants for <see cref="SlotKind.Constant"/>.</param>
public sealed record PlanBuffer(Slot Slot, SlotKind Kind, string Name, int Bytes, int FirstStep, int LastStep, long Offset);
