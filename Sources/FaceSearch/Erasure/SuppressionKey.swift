import Crypto
package import Records
package import Vocabulary

/// Knows an erased photo, or an erased face of a photo that stays, when it comes again. What is kept for that says nothing to
/// whoever has not the home's key and the photo itself (docs/erasure.md).
package struct SuppressionKey: Sendable {
    private let key: SymmetricKey

    /// - Parameter bytes: 32 random ones of the home.
    package init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// Stands for a file's content: HMAC-SHA256, 32 bytes.
    /// - Parameter sha256: of the file's bytes.
    package func content(_ sha256: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: sha256, using: key))
    }

    /// The most of a sketch's 64 bits in which a face that is found again may differ. docs/erasure.md has what was measured.
    package static let mostDifferingBits = 10
    private static let bits = 64

    /// Stands for a face of one photo: on which side of 64 planes through the origin its template lies. The planes come from the
    /// key and the photo's content, so that sketches of two photos have nothing to do with each other.
    package func sketch(of template: Template, in sha256: [UInt8]) -> SuppressedFace {
        var planes = Planes(key, "face sketch \(template.model.rawValue)", sha256)
        var sketch = [UInt8](repeating: 0, count: Self.bits / 8)
        for bit in 0..<Self.bits {
            let height = template.vector.reduce(0.0) { planes.nextIsNegative() ? $0 - Double($1) : $0 + Double($1) }
            if height > 0 { sketch[bit / 8] |= 1 << UInt8(bit % 8) }
        }
        return SuppressedFace(model: template.model, sketch: sketch)
    }

    /// Whether a face of a photo is one of those that were erased from it. A sketch of another recogniser's template cannot be
    /// compared: then every face is taken for an erased one.
    package func recognises(_ template: Template, in sha256: [UInt8], among erased: [SuppressedFace]) -> Bool {
        let sketch = sketch(of: template, in: sha256)
        return erased.contains {
            $0.model != sketch.model || Self.distance($0.sketch, sketch.sketch) <= Self.mostDifferingBits
        }
    }

    /// In how many bits two sketches differ.
    package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        zip(left, right).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    }
}

/// The normals of planes, each component 1 or -1, one after the other without end: HMAC-SHA256 of a counter.
private struct Planes {
    private let key: SymmetricKey
    private var counter: UInt32 = 0
    private var block: [UInt8] = []
    private var used = 0

    init(_ home: SymmetricKey, _ use: String, _ sha256: [UInt8]) {
        // Longer than a content's hash alone: never the same input as ``SuppressionKey/content(_:)``.
        key = SymmetricKey(
            data: HMAC<SHA256>.authenticationCode(for: Array(use.utf8) + [0] + sha256, using: home))
    }

    mutating func nextIsNegative() -> Bool {
        if used == block.count * 8 {
            block = withUnsafeBytes(of: counter.littleEndian) {
                Array(HMAC<SHA256>.authenticationCode(for: $0, using: key))
            }
            counter += 1
            used = 0
        }
        defer { used += 1 }
        return block[used / 8] & 1 << UInt8(used % 8) != 0
    }
}
