import Photos

/// What of a portrait is the person, and what is behind: 0 (behind) to 1.
///
/// Colours decide, within what the alignment of the faces allows: the head stands at the same place of every portrait.
/// A guided filter (He et al., ECCV 2010) then carries the matte to the edges that the photo has, down to hair.
struct Matte: Sendable {
    static let side = 256
    let coverage: SoftPicture
    /// The colours behind the person, the most frequent first.
    let behind: [Colour]
    /// The mean colour of the face.
    let face: Colour
    /// What the person wears, at the portrait's lower edge.
    let clothes: Colour

    init(_ portrait: Raster) {
        let side = Self.side
        let picture = SoftPicture(portrait, width: side, height: side)
        let place = SoftPicture(width: side, height: side) { x, y in
            Self.expectation((Float(x) + 0.5) / Float(side), (Float(y) + 0.5) / Float(side))
        }
        var person: [Colour] = []
        var rest: [Colour] = []
        for y in stride(from: 0, to: side, by: 2) {
            for x in stride(from: 0, to: side, by: 2) {
                let expectation = place.values[y * side + x]
                if expectation >= 0.9 { person.append(picture.colour(x, y)) }
                if expectation <= 0.12 { rest.append(picture.colour(x, y)) }
            }
        }
        let (front, back) = (Self.palette(of: person), Self.palette(of: rest))
        let guess = SoftPicture(width: side, height: side) { x, y in
            let colour = picture.colour(x, y)
            func nearest(_ palette: [Colour]) -> Float { palette.map { $0.squaredDistance(to: colour) }.min()! }
            let (toFront, toBack) = (nearest(front) + 0.0004, nearest(back) + 0.0004)
            let prior = place.values[y * side + x]
            let byColour = toBack / (toFront + toBack)
            let odds = byColour / max(1e-4, 1 - byColour) * prior / max(1e-4, 1 - prior)
            return prior >= 0.97 ? 1 : prior <= 0.02 ? 0 : odds / (1 + odds)
        }
        let fitted = Self.guided(guess.mean(1), by: picture, radius: 7, smoothness: 4e-4)
        coverage = SoftPicture(width: side, height: side) { x, y in
            let (across, down) = ((Float(x) - 128) / 106, (Float(y) - 136) / 140)
            // Hair that the portrait cuts off ends round, not straight.
            let crown = y < 128 ? 1 - smoothStep(0.9, 1.08, (across * across + down * down).squareRoot()) : 1
            return crown * smoothStep(0, 6, Float(y)) * smoothStep(0.12, 0.92, fitted.values[y * side + x])
        }
        behind = back
        face = Self.mean(of: picture, 84..<172, 100..<200, weights: coverage)
        clothes = Self.clothes(in: picture, coverage, face: face)
    }

    /// How likely it is that the person covers a place, from the place alone. Coordinates 0 to 1.
    private static func expectation(_ x: Float, _ y: Float) -> Float {
        let across = (x - 0.5) / 0.32
        let down = (y - 0.5) / 0.46
        let head = (across * across + down * down).squareRoot()
        let byHead = 1 - smoothStep(0.72, 1.5, head)
        // Neck and shoulders: ever wider below the chin.
        let halfWidth = 0.10 + max(0, y - 0.82) * 2.2
        let shoulders = (1 - smoothStep(0.7, 1.9, abs(x - 0.5) / halfWidth)) * smoothStep(0.74, 0.9, y)
        return max(byHead, shoulders)
    }

    /// The usual colours among `colours`: k-means from evenly spaced luminances.
    private static func palette(of colours: [Colour]) -> [Colour] {
        let count = 6
        let sorted = colours.sorted { $0.luminance < $1.luminance }
        var palette = (0..<count).map { sorted[(2 * $0 + 1) * sorted.count / (2 * count)] }
        var sizes = [Float](repeating: 0, count: count)
        for _ in 0..<8 {
            var sums = [Colour](repeating: .zero, count: count)
            sizes = [Float](repeating: 0, count: count)
            for colour in colours {
                var nearest = 0
                for index in 1..<count
                where palette[index].squaredDistance(to: colour) < palette[nearest].squaredDistance(to: colour) {
                    nearest = index
                }
                sums[nearest] += colour
                sizes[nearest] += 1
            }
            for index in 0..<count where sizes[index] > 0 { palette[index] = sums[index] / sizes[index] }
        }
        return palette.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }.map { palette[$0] }
    }

    /// The guided filter with the luminance as its guide.
    private static func guided(_ guess: SoftPicture, by picture: SoftPicture, radius: Int, smoothness: Float)
        -> SoftPicture
    {
        let side = Self.side
        func each(_ value: (Int) -> Float) -> SoftPicture {
            SoftPicture(width: side, height: side) { value($1 * side + $0) }
        }
        let guide = SoftPicture(width: side, height: side) { picture.colour($0, $1).luminance }
        let guideMean = guide.mean(radius)
        let guessMean = guess.mean(radius)
        let squareMean = each { guide.values[$0] * guide.values[$0] }.mean(radius)
        let productMean = each { guide.values[$0] * guess.values[$0] }.mean(radius)
        let slope = each { index in
            let variance = squareMean.values[index] - guideMean.values[index] * guideMean.values[index]
            let shared = productMean.values[index] - guideMean.values[index] * guessMean.values[index]
            return shared / (variance + smoothness)
        }
        let offset = each { guessMean.values[$0] - slope.values[$0] * guideMean.values[$0] }
        let (slopeMean, offsetMean) = (slope.mean(radius), offset.mean(radius))
        return each { min(max(slopeMean.values[$0] * guide.values[$0] + offsetMean.values[$0], 0), 1) }
    }

    /// The colour at both shoulders; where the portrait shows only skin there, or nothing, that of some plain cloth.
    private static func clothes(in picture: SoftPicture, _ coverage: SoftPicture, face: Colour) -> Colour {
        var (sum, total) = (Colour.zero, Float(1e-6))
        for y in 236..<254 {
            for x in Array(16..<88) + Array(168..<240) {
                let weight = coverage.values[y * side + x]
                sum += picture.colour(x, y) * weight
                total += weight
            }
        }
        let seen = sum / total
        func tint(_ colour: Colour) -> Colour { colour / max(colour.luminance, 0.05) }
        if total > 250, tint(seen).squaredDistance(to: tint(face)) > 0.08 { return seen }
        return cloths[Int(face.sum() * 10_000) % cloths.count]
    }

    private static let cloths = [
        Colour(0.14, 0.17, 0.25), Colour(0.17, 0.17, 0.18), Colour(0.13, 0.21, 0.17), Colour(0.33, 0.12, 0.15),
        Colour(0.62, 0.60, 0.55), Colour(0.28, 0.33, 0.40), Colour(0.24, 0.19, 0.15),
    ]

    private static func mean(
        of picture: SoftPicture, _ columns: Range<Int>, _ rows: Range<Int>, weights: SoftPicture
    ) -> Colour {
        var (sum, total) = (Colour.zero, Float(1e-6))
        for y in rows {
            for x in columns {
                let weight = weights.values[y * side + x]
                sum += picture.colour(x, y) * weight
                total += weight
            }
        }
        return sum / total
    }
}
