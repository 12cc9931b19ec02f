/// The vector by which one face is compared with others, and the model that made it.
///
/// `vector` has unit length (L2), so the dot product of two templates of one model is their
/// similarity (cosine), -1 to 1.
public struct Template: Hashable, Sendable {
    public let model: ModelID
    public let vector: [Float]

    /// Scales `vector` to unit length. Nil when it cannot be: it is empty, zero, or not finite.
    public init?(model: ModelID, normalising vector: [Float]) {
        let squares = vector.reduce(into: 0.0) { $0 += Double($1) * Double($1) }
        let scale = Float(1 / squares.squareRoot())
        guard squares.isFinite, squares > 0, scale.isFinite else { return nil }
        self.model = model
        self.vector = vector.map { $0 * scale }
    }

    /// Reads ``bytes``, or a vector of any length in that form. Nil when it is none.
    public init?(model: ModelID, bytes: some RandomAccessCollection<UInt8>) {
        guard bytes.count.isMultiple(of: 4) else { return nil }
        let numbers = stride(from: 0, to: bytes.count, by: 4).map { start in
            bytes.dropFirst(start).prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        self.init(model: model, normalising: numbers.map(Float.init(bitPattern:)))
    }

    /// The vector's components one after the other, 32-bit little-endian floats.
    public var bytes: [UInt8] {
        vector.flatMap { number in withUnsafeBytes(of: number.bitPattern.littleEndian) { [UInt8]($0) } }
    }

    /// The cosine of two templates of the same model; nil when their models differ.
    public func similarity(to other: Template) -> Float? {
        guard model == other.model, vector.count == other.vector.count else { return nil }
        return Float(zip(vector, other.vector).reduce(into: 0.0) { $0 += Double($1.0) * Double($1.1) })
    }
}
