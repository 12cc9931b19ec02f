/// What is behind people: soft, as behind a portrait lens.
public enum Backdrop: String, CaseIterable, Sendable {
    /// A painted studio cloth.
    case studio
    /// Leaves and spots of light.
    case garden
    /// A wall with a window.
    case room
    /// Lamps at dusk.
    case street

    /// Pixels of the long side: soft things need no more.
    private static let longSide = 480

    /// - Parameter palette: the colours to paint with, the main one first; not empty.
    func painted(width: Int, height: Int, palette: [Colour], seed: UInt64) -> SoftPicture {
        let scale = Float(Self.longSide) / Float(max(width, height))
        let size = (width: max(8, Int(Float(width) * scale)), height: max(8, Int(Float(height) * scale)))
        var generator = SeededGenerator(seed, .backdrops)
        let noise = Noise(generator.next())
        let main = palette[0]
        let dark = palette.min { $0.luminance < $1.luminance }!.mixed(with: main, 0.35)
        let light = palette.max { $0.luminance < $1.luminance }!.mixed(with: main, 0.35)
        func share(_ x: Int, _ y: Int) -> (x: Float, y: Float) {
            ((Float(x) + 0.5) / Float(size.width), (Float(y) + 0.5) / Float(size.height))
        }
        switch self {
        case .studio:
            let glow = (x: generator.uniform(0.3...0.7), y: generator.uniform(0.2...0.6))
            return SoftPicture(
                width: size.width, height: size.height,
                colours: { x, y in
                    let at = share(x, y)
                    let distance = ((at.x - glow.x) * (at.x - glow.x) + (at.y - glow.y) * (at.y - glow.y)).squareRoot()
                    let cloth = noise.cloud(at.x * 5, at.y * 4, octaves: 4) - 0.5
                    return main.mixed(with: light, 0.3 + cloth * 0.5) * (1.12 - 0.55 * distance + cloth * 0.22)
                }
            ).blurred(2)
        case .garden:
            var picture = SoftPicture(
                width: size.width, height: size.height,
                colours: { x, y in
                    let at = share(x, y)
                    let leaves = smoothStep(0.35, 0.65, noise.cloud(at.x * 9, at.y * 7, octaves: 4))
                    let shade = smoothStep(0.3, 0.7, noise.cloud(at.x * 2 + 9, at.y * 2, octaves: 2))
                    return dark.mixed(with: main, leaves).mixed(with: light, shade * 0.5) * (1.1 - 0.35 * at.y)
                }
            ).blurred(7)
            picture.addLights(Int(generator.uniform(15...45)), light, strength: 0.28, &generator)
            return picture.blurred(1)
        case .room:
            let window = (from: generator.uniform(-0.15...0.75), width: generator.uniform(0.24...0.42))
            let panel = generator.uniform(0.12...0.3)
            let rail = generator.uniform(0.55...0.8)
            return SoftPicture(
                width: size.width, height: size.height,
                colours: { x, y in
                    let at = share(x, y)
                    let wall = noise.cloud(at.x * 3, at.y * 3, octaves: 3) - 0.5
                    let stripe: Float = (at.x / panel).truncatingRemainder(dividingBy: 1) < 0.06 ? -0.08 : 0
                    var colour = main * (1.08 - 0.35 * at.x + wall * 0.15 + stripe)
                    if at.y > rail { colour = colour.mixed(with: dark, 0.5) }
                    let isPane = at.x > window.from && at.x < window.from + window.width && at.y < rail * 0.8
                    let isBar = abs(at.x - window.from - window.width / 2) < 0.008 || abs(at.y - rail * 0.35) < 0.01
                    if isPane && !isBar {
                        colour = colour.mixed(with: light.mixed(with: Colour(0.9, 0.92, 0.94), 0.35), 0.7)
                    }
                    return colour
                }
            ).blurred(6)
        case .street:
            var picture = SoftPicture(
                width: size.width, height: size.height,
                colours: { x, y in
                    let at = share(x, y)
                    let houses = noise.value(at.x * 7, 3.5)
                    let isHouse = at.y > 0.15 + houses * 0.35
                    let tone = noise.cloud(at.x * 11, at.y * 5, octaves: 3)
                    return (isHouse ? dark.mixed(with: main, tone) : main.mixed(with: light, 0.6)) * (1.05 - 0.3 * at.y)
                }
            ).blurred(9)
            picture.addLights(
                Int(generator.uniform(12...30)), light.mixed(with: Colour(1, 0.82, 0.55), 0.6), strength: 0.4,
                &generator)
            return picture.blurred(1)
        }
    }
}

extension SoftPicture {
    /// Lights out of focus: discs, somewhat brighter at the rim, as a lens makes them.
    fileprivate mutating func addLights(
        _ count: Int, _ colour: Colour, strength: Float, _ generator: inout SeededGenerator
    ) {
        for _ in 0..<count {
            let radius = generator.uniform(0.012...0.045) * Float(width)
            let centre = (x: generator.unit() * Float(width), y: generator.unit() * Float(height) * 0.75)
            let own = strength * generator.uniform(0.35...1)
            for y in max(0, Int(centre.y - radius))..<max(0, min(height, Int(centre.y + radius) + 1)) {
                for x in max(0, Int(centre.x - radius))..<max(0, min(width, Int(centre.x + radius) + 1)) {
                    let (dx, dy) = (Float(x) - centre.x, Float(y) - centre.y)
                    let distance = (dx * dx + dy * dy).squareRoot() / radius
                    if distance >= 1 { continue }
                    let share = own * (0.65 + 0.35 * distance * distance) * (1 - smoothStep(0.9, 1, distance))
                    for band in 0..<3 {
                        let index = (y * width + x) * 3 + band
                        values[index] += (colour[band] - values[index] * 0.6) * share
                    }
                }
            }
        }
    }
}
