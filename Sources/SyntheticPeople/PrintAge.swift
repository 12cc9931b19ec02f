/// What time and technique have made of a photo.
public struct PrintAge: Hashable, Sendable {
    public enum Tone: String, Sendable, CaseIterable {
        case colour, faded, sepia, grey
    }

    public var tone = Tone.colour
    /// The grain's standard deviation, in steps of 8 bits.
    public var grain: Float = 0
    /// Darkening of the corners, 0 to 1.
    public var vignette: Float = 0
    /// Radius of the blur, in thousandths of the photo's long side.
    public var softness: Float = 0

    /// Taken yesterday with a good camera.
    public static let new = PrintAge()

    private init() {}

    init(year: Int, _ generator: inout SeededGenerator) {
        let old = Float(max(0, 2005 - year)) / 60
        switch year {
        case ..<1962: tone = generator.chance(0.3) ? .sepia : .grey
        case ..<1976: tone = generator.chance(0.6) ? .grey : .faded
        case ..<1990: tone = generator.chance(0.15) ? .grey : generator.chance(0.6) ? .faded : .colour
        default: tone = generator.chance(0.04) ? .grey : .colour
        }
        grain = generator.uniform(0...2.5) + old * generator.uniform(1...7)
        vignette = generator.uniform(0...0.1) + old * generator.uniform(0...0.25)
        softness = generator.chance(0.25) ? generator.uniform(0.3...1.3) : old * generator.uniform(0...0.8)
    }
}
