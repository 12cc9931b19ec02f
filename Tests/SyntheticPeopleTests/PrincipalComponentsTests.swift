import SyntheticPeople
import Testing

@Suite("PrincipalComponents")
struct PrincipalComponentsTests {
    /// Points spread along known axes that are turned against the coordinates.
    private static func cloud(_ deviations: [Float], width: Int, count: Int) -> [[Float]] {
        var generator = SeededGenerator(9, .styles, 1)
        return (0..<count).map { _ in
            var point = (0..<width).map { _ in 5 + 0.01 * generator.normal() }
            for (axis, deviation) in deviations.enumerated() {
                // The axes (1, 1, 0, 0, ...), (0, 0, 1, 1, ...), ... of unit length.
                let length = deviation * generator.normal() / Float(2).squareRoot()
                point[2 * axis] += length
                point[2 * axis + 1] += length
            }
            return point
        }
    }

    @Test("known axes are found again, in the order of their variance, with their deviations")
    func knownAxes() {
        let found = PrincipalComponents(of: Self.cloud([1, 4, 2], width: 40, count: 3_000), count: 3)
        for (direction, axis) in zip(found.directions, [1, 2, 0]) {
            #expect(abs(direction[2 * axis]) > 0.7)
            #expect(abs(direction[2 * axis + 1]) > 0.7)
        }
        for (deviation, expected) in zip(found.deviations, [Float(4), 2, 1]) {
            #expect(abs(deviation / expected - 1) < 0.05)
        }
        #expect(found.mean.allSatisfy { abs($0 - 5) < 0.3 })
    }

    @Test("components are unit vectors at right angles to each other")
    func orthonormal() {
        let found = PrincipalComponents(of: Self.cloud([5, 4, 3, 2, 1.5, 1.2], width: 64, count: 500), count: 20)
        for (row, first) in found.directions.enumerated() {
            for (column, second) in found.directions.enumerated() {
                let product = zip(first, second).reduce(Float(0)) { $0 + $1.0 * $1.1 }
                #expect(abs(product - (row == column ? 1 : 0)) < 1e-4)
            }
        }
    }

    @Test("a style moved along the components lies where it was moved to")
    func moved() {
        let space = StyleSpace(of: Self.cloud((1...24).map { Float($0) }, width: 64, count: 800))
        let start = space.position(of: space.mean)
        #expect(start.allSatisfy { abs($0) < 1e-3 })
        let steps = (0..<StyleSpace.components).map { Float($0) / 10 - 1 }
        let position = space.position(of: space.style(space.mean, moved: steps))
        for (found, step) in zip(position, steps) { #expect(abs(found - step) < 1e-3) }
    }
}
