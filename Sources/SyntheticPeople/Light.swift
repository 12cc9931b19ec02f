import Foundation

/// How a scene is lit and exposed.
public struct Light: Hashable, Sendable {
    /// Exposure: 1 leaves it.
    public var gain: Float = 1
    /// Above 1 the middle tones become darker.
    public var gamma: Float = 1
    /// A factor for red, green and blue.
    public var cast: SIMD3<Float> = .one
    /// Where the light falls off to, in radians from the x axis, and by how much across the photo.
    public var direction: Float = 0
    public var falloff: Float = 0

    /// As it is.
    public static let plain = Light()

    private init() {}

    init(_ generator: inout SeededGenerator) {
        gain = exp(generator.normal() * 0.10)
        gamma = exp(generator.normal() * 0.12)
        let warmth = generator.normal() * 0.035
        cast = SIMD3(1 + warmth, 1 + generator.normal() * 0.012, 1 - warmth)
        direction = generator.uniform(0...(2 * .pi))
        falloff = generator.uniform(0...0.35)
    }
}
