import Vocabulary

extension Landmarks {
    /// Ten 32-bit little-endian floats: x and y of each of `points`, in their order. 40 bytes.
    var stored: [UInt8] {
        points.flatMap { [$0.x, $0.y] }.flatMap { number in
            withUnsafeBytes(of: number.bitPattern.littleEndian) { [UInt8]($0) }
        }
    }

    /// Nil unless there are 40 bytes.
    init?(stored bytes: [UInt8]) {
        guard bytes.count == 40 else { return nil }
        let points = stride(from: 0, to: 40, by: 8).map { start in
            bytes.withUnsafeBytes { raw in
                func number(at offset: Int) -> Float {
                    Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
                }
                return Point(x: number(at: start), y: number(at: start + 4))
            }
        }
        self.init(
            leftEye: points[0], rightEye: points[1], nose: points[2], leftMouth: points[3], rightMouth: points[4])
    }
}
