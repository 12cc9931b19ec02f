/// Where people's styles lie: their mean, and the directions in which they differ most.
///
/// A style is what the mapping network makes of 512 random numbers; the synthesis network makes a photo of a style.
/// Steps along the principal components of many styles change pose, expression, hair and light while the person stays
/// the same, as Härkönen et al. found ("GANSpace", NeurIPS 2020).
package struct StyleSpace: Sendable {
    /// How many components are kept.
    package static let components = 20
    /// The component along which the head turns, counted from 0. Those of most variance are nearly equal in it, so
    /// another sample of styles would order them otherwise.
    package static let turning = 2

    package let mean: [Float]
    /// Unit vectors at right angles to each other, the one of most variance first.
    package let directions: [[Float]]
    /// The styles' standard deviation along each direction.
    package let deviations: [Float]
    /// The styles' median distance from the mean.
    package let radius: Float

    /// Finds the components of `styles`, at least two, all of one length.
    package init(of styles: [[Float]]) {
        let found = PrincipalComponents(of: styles, count: Self.components)
        mean = found.mean
        directions = found.directions
        deviations = found.deviations
        radius = styles.map { Self.distance($0, found.mean) }.sorted()[styles.count / 2]
    }

    /// A style further out than most, moved in to the median distance: what lies far out looks the least like a photo
    /// (the truncation of Karras et al., "A Style-Based Generator", CVPR 2019, for the outer half only).
    package func drawnIn(_ style: [Float]) -> [Float] {
        let share = min(1, radius / Self.distance(style, mean))
        return zip(style, mean).map { $1 + ($0 - $1) * share }
    }

    private static func distance(_ left: [Float], _ right: [Float]) -> Float {
        zip(left, right).reduce(into: Float(0)) { $0 += ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    /// The style that lies `steps` standard deviations from `style` along the components.
    package func style(_ style: [Float], moved steps: [Float]) -> [Float] {
        var moved = style
        for (component, step) in steps.enumerated() {
            let length = step * deviations[component]
            for index in moved.indices { moved[index] += length * directions[component][index] }
        }
        return moved
    }

    /// Where a style lies along each component, in standard deviations from the mean.
    package func position(of style: [Float]) -> [Float] {
        zip(directions, deviations).map { direction, deviation in
            var sum: Float = 0
            for index in style.indices { sum += (style[index] - mean[index]) * direction[index] }
            return sum / deviation
        }
    }
}
