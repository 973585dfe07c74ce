namespace EdgeConv.Devices.Cameras.V4l2;

/// <summary>A control of a camera: a whole number, 0 or 1, the number of a menu's entry, or a sum of bits.</summary>
/// <param name="Name">Its name, as <c>v4l2-ctl --list-ctrls</c> spells it.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The greatest; of bits, all that can be set.</param>
/// <param name="Step">From one to the next.</param>
/// <param name="Default">The driver's own choice.</param>
/// <param name="Value">Now; null when it cannot be read.</param>
/// <param name="CanSet">Whether it can be changed.</param>
public sealed record VideoControlInfo(string Name, long Minimum, long Maximum, long Step, long Default, long? Value, bool CanSet);
