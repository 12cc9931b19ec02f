import Foundation
import Photos

/// A person cut out of a portrait, to be set into another picture: head, shoulders, and as much more of the clothes as
/// the picture needs.
struct Figure: Sendable {
    /// The portrait at its own size, a half, a quarter and an eighth of it.
    private let pictures: [Raster]
    let matte: Matte

    init(_ portrait: Raster) {
        pictures = (0..<3).reduce(into: [portrait]) { pictures, _ in
            let last = pictures.last!
            pictures.append(last.resampled(to: last.width / 2, last.height / 2))
        }
        matte = Matte(portrait)
    }

    /// Paints the person over what is there.
    /// - Parameter gain: by how much each band becomes lighter (above 1) or darker.
    func paint(on canvas: Canvas, at place: PortraitPlace, gain: Colour) {
        let reach = place.side * 0.25
        let columns = max(0, Int(place.x - reach))..<max(0, min(canvas.width, Int(place.x + place.side + reach)))
        let rows = max(0, Int(place.y))..<max(0, canvas.height)
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let picture = pictures.last { Float($0.width) >= place.side } ?? pictures[0]
        let (cosine, sine) = (cos(place.tilt) / place.side, sin(place.tilt) / place.side)
        let centre = (x: place.x + place.side / 2, y: place.y + place.side / 2)
        matte.coverage.values.withUnsafeBufferPointer { coverage in
            for y in rows {
                let dy = Float(y) + 0.5 - centre.y
                for x in columns {
                    let dx = Float(x) + 0.5 - centre.x
                    let (u, v) = (0.5 + dx * cosine + dy * sine, 0.5 - dx * sine + dy * cosine)
                    let out = canvas.pixels + (y * canvas.width + x) * 3
                    let body = Self.body(u, v)
                    if body > 0.004 {
                        Self.blend(matte.clothes * Self.folds(u, v) * gain, into: out, body)
                    }
                    guard u > 0, u < 1, v < 1 else { continue }
                    // The network's pictures are not to be trusted at their edges, and end there.
                    let trust = smoothStep(0, 0.09, min(u, 1 - u)) * smoothStep(0, 0.07, 1 - v)
                    let cover = Self.sample(coverage, Matte.side, u, v) * trust
                    if cover > 0.004 { Self.blend(Self.sample(picture, u, v) * gain, into: out, cover) }
                }
            }
        }
    }

    /// Shoulders and body in the portrait's coordinates, as far as the portrait does not show them: 0 to 1.
    private static func body(_ u: Float, _ v: Float) -> Float {
        guard v > 0.86 else { return 0 }
        let aside = abs(u - 0.5)
        // Nearly level from the neck, then round into the arm.
        let slope = max(0, aside - 0.12)
        let shoulder = 0.93 + 0.10 * slope + 2.0 * slope * slope * slope
        return smoothStep(0, 0.03, v - shoulder) * (1 - smoothStep(0.60, 0.64, aside - 0.06 * min(1, max(0, v - 1))))
    }

    /// Light and shade on clothes.
    private static func folds(_ u: Float, _ v: Float) -> Float {
        let aside = abs(u - 0.5)
        let wave = sin(u * 23 + sin(v * 7) * 2) * 0.035
        return (1.0 - 0.45 * aside + wave) / (1 + 0.5 * max(0, v - 1))
    }

    private static func blend(_ colour: Colour, into out: UnsafeMutablePointer<UInt8>, _ cover: Float) {
        let below = Colour(Float(out[0]), Float(out[1]), Float(out[2]))
        let mixed = below.mixed(with: colour * 255, cover)
        for band in 0..<3 { out[band] = UInt8(min(max(mixed[band] + 0.5, 0), 255)) }
    }

    private static func sample(_ values: UnsafeBufferPointer<Float>, _ side: Int, _ u: Float, _ v: Float) -> Float {
        let (x, y) = (max(0, u * Float(side) - 0.5), max(0, v * Float(side) - 0.5))
        let (column, row) = (min(Int(x), side - 2), min(Int(y), side - 2))
        let (across, down) = (x - Float(column), y - Float(row))
        let first = values.baseAddress! + row * side + column
        let upper = first[0] + (first[1] - first[0]) * across
        let lower = first[side] + (first[side + 1] - first[side]) * across
        return upper + (lower - upper) * down
    }

    /// 0 to 1.
    private static func sample(_ picture: Raster, _ u: Float, _ v: Float) -> Colour {
        let side = picture.width
        let (x, y) = (max(0, u * Float(side) - 0.5), max(0, v * Float(side) - 0.5))
        let (column, row) = (min(Int(x), side - 2), min(Int(y), side - 2))
        let (across, down) = (x - Float(column), y - Float(row))
        let first = picture.pixels + (row * side + column) * 3
        let second = first + side * 3
        var colour = Colour.zero
        for band in 0..<3 {
            let upper = Float(first[band]) + (Float(first[band + 3]) - Float(first[band])) * across
            let lower = Float(second[band]) + (Float(second[band + 3]) - Float(second[band])) * across
            colour[band] = upper + (lower - upper) * down
        }
        return colour / 255
    }
}
