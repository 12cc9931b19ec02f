/// Somebody who does not exist.
public struct Person: Hashable, Sendable {
    /// Names the person in `truth.csv`, for example `p0007`; `s0007` for a stranger, who is in no photo of the archive.
    public let id: String
    /// Invented, as the person is; stands in captions.
    public let name: String
    /// Decides the face.
    public let seed: UInt64

    public init(id: String, name: String, seed: UInt64) {
        self.id = id
        self.name = name
        self.seed = seed
    }

    /// What the mapping network makes the person's style of.
    package var latent: [Float] {
        var generator = SeededGenerator(seed, .people)
        return (0..<512).map { _ in generator.normal() }
    }
}
