import Foundation

/// What photos show on which there is nobody.
public enum EmptyScene: String, CaseIterable, Sendable {
    /// Hills behind hills, a lake in front.
    case landscape
    /// Fruit on a table.
    case stillLife
    /// Wood, close up.
    case texture

    private static let longSide = 1_200

    func painted(width: Int, height: Int, seed: UInt64) -> SoftPicture {
        let scale = min(1, Float(Self.longSide) / Float(max(width, height)))
        let size = (width: max(8, Int(Float(width) * scale)), height: max(8, Int(Float(height) * scale)))
        var generator = SeededGenerator(seed, .backdrops)
        let colour =
            switch self {
            case .landscape: Self.landscape(&generator)
            case .stillLife: Self.stillLife(&generator, aspect: Float(width) / Float(height))
            case .texture: Self.wood(&generator)
            }
        return SoftPicture(
            width: size.width, height: size.height,
            colours: { x, y in
                colour((Float(x) + 0.5) / Float(size.height), (Float(y) + 0.5) / Float(size.height))
            })
    }

    private static func landscape(_ generator: inout SeededGenerator) -> (Float, Float) -> Colour {
        let noise = Noise(generator.next())
        let warmth = generator.unit()
        let zenith = Colour(0.25, 0.45, 0.75).mixed(with: Colour(0.35, 0.3, 0.5), warmth)
        let horizon = Colour(0.8, 0.87, 0.93).mixed(with: Colour(0.98, 0.75, 0.5), warmth)
        let shore = generator.uniform(0.62...0.78)
        let ranges = 5
        func land(_ x: Float, _ y: Float) -> Colour {
            var colour = zenith.mixed(with: horizon, min(1, max(0, y / 0.55)))
            let cloud = smoothStep(0.5, 0.75, noise.cloud(x * 2.2, y * 6, octaves: 5))
            colour = colour.mixed(with: horizon.mixed(with: Colour(repeating: 1), 0.5), cloud * 0.7)
            for range in 0..<ranges {
                let near = Float(range) / Float(ranges - 1)
                let roughness = noise.cloud(x * (1.2 + near * 1.5) + near * 31, near * 7, octaves: 6) - 0.5
                let ridge = 0.36 + near * (shore - 0.38) + roughness * (0.34 - 0.12 * near)
                guard y > ridge else { continue }
                let forest = noise.cloud(x * 40, y * 55, octaves: 3) - 0.5
                let slope = Colour(0.10, 0.22, 0.12) * (1 + forest * 0.9 + roughness)
                colour = slope.mixed(with: horizon.mixed(with: zenith, 0.4), 0.78 * (1 - near) + 0.08)
            }
            return colour
        }
        return { x, y in
            guard y > shore else { return land(x, y) }
            let depth = y - shore
            let ripple = (noise.cloud(x * 6, y * 90, octaves: 3) - 0.5) * depth * 0.12
            let mirrored = land(x + ripple, max(0, shore - depth * 1.1 + ripple))
            return mirrored.mixed(with: Colour(0.08, 0.16, 0.2), 0.28 + depth * 0.5)
        }
    }

    private static func stillLife(_ generator: inout SeededGenerator, aspect: Float) -> (Float, Float) -> Colour {
        struct Fruit {
            let x, y, radius: Float
            let colour, blush: Colour
            let spots: Float
        }
        let noise = Noise(generator.next())
        let table = generator.uniform(0.5...0.6)
        let skins = [
            (Colour(0.72, 0.12, 0.1), Colour(0.85, 0.6, 0.2)), (Colour(0.9, 0.5, 0.08), Colour(0.95, 0.6, 0.15)),
            (Colour(0.45, 0.58, 0.15), Colour(0.7, 0.65, 0.2)), (Colour(0.85, 0.72, 0.2), Colour(0.8, 0.5, 0.15)),
            (Colour(0.3, 0.1, 0.2), Colour(0.4, 0.2, 0.35)),
        ]
        let count = 4 + generator.below(5)
        let fruits = (0..<count).map { number in
            let radius = generator.uniform(0.07...0.15)
            let skin = generator.one(of: skins)
            return Fruit(
                x: aspect * (0.5 + (Float(number) + 0.5 - Float(count) / 2) / Float(count) * 0.75)
                    + generator.uniform(-0.05...0.05),
                y: table + 0.06 + generator.uniform(0...0.16) - radius * 0.4, radius: radius, colour: skin.0,
                blush: skin.1, spots: generator.uniform(0...40))
        }.sorted { $0.y + $0.radius < $1.y + $1.radius }
        let cloth = generator.one(of: [Colour(0.42, 0.28, 0.17), Colour(0.75, 0.72, 0.66), Colour(0.22, 0.3, 0.36)])
        let wall = generator.one(of: [Colour(0.28, 0.25, 0.22), Colour(0.36, 0.4, 0.38), Colour(0.5, 0.42, 0.33)])
        let sun = SIMD3<Float>(-0.5, -0.65, 0.57)
        return { x, y in
            var colour: Colour
            if y < table {
                colour = wall * (1.15 - 0.5 * x / aspect + (noise.cloud(x * 3, y * 3, octaves: 4) - 0.5) * 0.3)
            } else {
                let grain = noise.cloud(x * 4 / (0.3 + y - table), 22 * (y - table) + 3, octaves: 4) - 0.5
                colour = cloth * (0.75 + 0.5 * (y - table) + grain * 0.35)
            }
            for fruit in fruits {
                let (sx, sy) = (
                    (x - fruit.x - fruit.radius * 0.45) / (fruit.radius * 1.35),
                    (y - fruit.y - fruit.radius * 0.86) / (fruit.radius * 0.32)
                )
                if y > table { colour *= 1 - 0.6 * (1 - smoothStep(0.2, 1.1, sx * sx + sy * sy)) }
                let (dx, dy) = ((x - fruit.x) / fruit.radius, (y - fruit.y) / fruit.radius)
                let inside = dx * dx + dy * dy
                guard inside < 1 else { continue }
                let normal = SIMD3<Float>(dx, dy, (1 - inside).squareRoot())
                let lit = max(0, (normal * sun).sum())
                let skin = fruit.colour.mixed(
                    with: fruit.blush, noise.cloud(dx * 2 + fruit.spots, dy * 3, octaves: 4) * 0.8)
                let freckle = noise.value(dx * 22 + fruit.spots, dy * 22) > 0.8 ? Float(1.12) : 1
                let shine = pow(max(0, (normal * SIMD3<Float>(-0.28, -0.38, 0.88)).sum()), 60) * 0.55
                let shaded = skin * freckle * (0.16 + 0.95 * lit) + Colour(repeating: shine)
                colour = colour.mixed(with: shaded, 1 - smoothStep(0.97, 1, inside))
            }
            return colour
        }
    }

    private static func wood(_ generator: inout SeededGenerator) -> (Float, Float) -> Colour {
        let noise = Noise(generator.next())
        let tone = generator.one(of: [Colour(0.55, 0.37, 0.22), Colour(0.42, 0.3, 0.22), Colour(0.6, 0.55, 0.48)])
        let plank = generator.uniform(0.14...0.24)
        return { x, y in
            let number = (x / plank).rounded(.down)
            let across = x / plank - number
            let rings = noise.cloud(x * 9 + number * 13, y * 0.9 + number * 5, octaves: 3) * 9
            let ring = abs(rings - rings.rounded(.down) - 0.5) * 2
            let fibre = noise.cloud(x * 130, y * 5 + number, octaves: 3) - 0.5
            let gap = smoothStep(0, 0.025, min(across, 1 - across))
            return tone * (0.72 + 0.28 * ring + fibre * 0.4 + (noise.value(number, 7.5) - 0.5) * 0.3)
                * (0.25 + 0.75 * gap)
        }
    }
}
