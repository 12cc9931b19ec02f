/// The arithmetic a model is run in.
public enum Precision: String, Sendable {
    /// 32-bit floats everywhere.
    case f32
    /// 16-bit brain floats where the processor has them; inputs and outputs stay 32-bit.
    case bf16
}
