/// Smooth random patterns over the plane: value noise, and its sum over octaves.
struct Noise: Sendable {
    private let seed: UInt32

    init(_ seed: UInt64) { self.seed = UInt32(truncatingIfNeeded: seed ^ seed >> 32) }

    /// 0 to 1; changes over distances of about 1.
    func value(_ x: Float, _ y: Float) -> Float {
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (column, row) = (Int32(left), Int32(top))
        let (across, down) = (eased(x - left), eased(y - top))
        let upper = lattice(column, row) + (lattice(column &+ 1, row) - lattice(column, row)) * across
        let lower = lattice(column, row &+ 1) + (lattice(column &+ 1, row &+ 1) - lattice(column, row &+ 1)) * across
        return upper + (lower - upper) * down
    }

    /// 0 to 1, around 0.5: each octave twice as fine and half as strong as the one before.
    func cloud(_ x: Float, _ y: Float, octaves: Int) -> Float {
        var (sum, weight, scale): (Float, Float, Float) = (0, 1, 1)
        var total: Float = 0
        for _ in 0..<octaves {
            sum += value(x * scale + total * 17, y * scale) * weight
            total += weight
            weight *= 0.5
            scale *= 2
        }
        return sum / total
    }

    private func eased(_ share: Float) -> Float { share * share * (3 - 2 * share) }

    private func lattice(_ column: Int32, _ row: Int32) -> Float {
        var hash = UInt32(bitPattern: column) &* 0x9E37_79B1 ^ UInt32(bitPattern: row) &* 0x85EB_CA77 ^ seed
        hash = (hash ^ hash >> 15) &* 0x2C1B_3C6D
        hash = (hash ^ hash >> 12) &* 0x297A_2D39
        return Float((hash ^ hash >> 15) >> 8) * 0x1p-24
    }
}
