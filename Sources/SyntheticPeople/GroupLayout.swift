/// Where people stand on a photo: in rows, those behind higher and between those in front,
/// as a photographer places them.
struct GroupLayout {
    /// Back row first; within a row from the left.
    let places: [PortraitPlace]

    /// - Parameter closeness: 1 fills the photo; less leaves room around.
    init(_ count: Int, width: Int, height: Int, closeness: Float, _ generator: inout SeededGenerator) {
        let (width, height) = (Float(width), Float(height))
        let rows = (1...count).min { first, second in
            // Rather one row less than somewhat larger faces: nobody builds pyramids.
            func worth(_ rows: Int) -> Float {
                Self.side(count, rows: rows, width, height) * (1.07 - 0.07 * Float(rows))
            }
            return worth(first) > worth(second)
        }!
        let side = Self.side(count, rows: rows, width, height) * closeness
        let front = (count + rows - 1) / rows
        // Room that is left is shared: more of it above the heads than below the shoulders.
        let lift = max(0, height - side * (1 + Float(rows - 1) * Self.rise)) * 0.35
        var left = count
        // Filled from the front row; painted from the back row.
        var filled: [[PortraitPlace]] = []
        for row in 0..<rows {
            let inRow = min(front, (left + rows - row - 1) / (rows - row))
            left -= inRow
            let stagger: Float = row % 2 == 1 && inRow == front ? 0.5 : 0
            let bottom = height - lift - Float(row) * side * Self.rise
            filled.append(
                (0..<inRow).map { number in
                    let own = side * (1 - 0.05 * Float(row)) * generator.uniform(0.95...1.05)
                    let column = Float(number) - Float(inRow - 1) / 2 + stagger - (rows > 1 ? 0.25 : 0)
                    let middle = width / 2 + column * side * Self.spacing
                    return PortraitPlace(
                        x: middle - own / 2 + generator.uniform(-0.03...0.03) * side,
                        y: bottom - own * 0.98 - generator.uniform(0...0.05) * side, side: own,
                        tilt: generator.uniform(-0.07...0.07))
                })
        }
        places = filled.reversed().flatMap { $0 }
    }

    /// In portraits' sides: how far apart neighbours stand, and how much higher each row.
    private static let spacing: Float = 0.78
    private static let rise: Float = 0.66

    /// The largest portraits that fit so many rows.
    private static func side(_ count: Int, rows: Int, _ width: Float, _ height: Float) -> Float {
        let across = Float((count + rows - 1) / rows) + (rows > 1 ? 0.5 : 0)
        return min(width / (across * spacing + 0.1), height / (1 + Float(rows - 1) * rise)) * 0.97
    }
}
