/// How a person looks on one photo: pose, expression, hair, the light on the face.
public struct Shot: Hashable, Sendable {
    /// Standard deviations along each component of the styles, away from the person's own style.
    package let steps: [Float]

    package init(steps: [Float]) { self.steps = steps }

    /// Small steps along all components, and a larger one along the one that turns the head. Larger ones would make
    /// another person of it: docs/synthetic-people.md gives the measured similarities.
    package init(seed: UInt64, number: Int) {
        var generator = SeededGenerator(seed, .shots, number)
        // Uniform, not normal: a rare long step would be somebody else.
        var steps = (0..<StyleSpace.components).map { _ in generator.uniform(-0.21...0.21) }
        steps[StyleSpace.turning] += generator.uniform(-0.53...0.53)
        self.steps = steps
    }
}
