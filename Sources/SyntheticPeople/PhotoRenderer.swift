import Foundation
import Photos

/// Puts a planned photo together from its people's portraits.
struct PhotoRenderer {
    let photo: PlannedPhoto
    /// One for each of the photo's people, in their order.
    let sittings: [Sitting]

    func rendered() -> Raster {
        Raster(width: photo.width, height: photo.height) { pixels in
            let canvas = Canvas(pixels: pixels.baseAddress!, width: photo.width, height: photo.height)
            switch photo.subject {
            case .portrait: paintPortrait(on: canvas)
            case .figures(let backdrop): paintFigures(before: backdrop, on: canvas)
            case .empty(let scene):
                let picture = scene.painted(width: photo.width, height: photo.height, seed: photo.seed)
                canvas.cover(with: picture, seed: photo.seed)
            }
            Darkroom(light: photo.light, age: photo.age, seed: photo.seed).finish(canvas)
        }
    }

    private func paintPortrait(on canvas: Canvas) {
        let (portrait, place) = (sittings[0].portrait, photo.people[0].place)
        // Halved as often as it can be: the last step is left to smooth resampling.
        var picture = portrait
        while Float(picture.width) >= place.side * 2 {
            picture = picture.resampled(to: picture.width / 2, picture.height / 2)
        }
        let side = Int(place.side.rounded())
        let enlarged = picture.resampled(to: side, side)
        let (left, top) = (Int(-place.x), Int(-place.y))
        for row in 0..<canvas.height {
            let from = enlarged.pixels + (min(row + top, side - 1) * side + left) * 3
            (canvas.pixels + row * canvas.width * 3).update(from: from, count: canvas.width * 3)
        }
    }

    private func paintFigures(before backdrop: Backdrop, on canvas: Canvas) {
        let figures = sittings.map { $0.figure! }
        // The backdrop is painted in the colours behind the people, so that what their mattes miss does not show.
        let palette = figures.flatMap { $0.matte.behind.prefix(figures.count == 1 ? 5 : 2) }
        let picture = backdrop.painted(width: canvas.width, height: canvas.height, palette: palette, seed: photo.seed)
        canvas.cover(with: picture, seed: photo.seed)
        let mean = figures.reduce(Colour.zero) { $0 + $1.matte.face } / Float(figures.count)
        for (figure, appearance) in zip(figures, photo.people) {
            figure.paint(on: canvas, at: appearance.place, gain: Self.gain(figure.matte.face, towards: mean))
        }
    }

    /// Brings people who were lit differently some of the way together.
    private static func gain(_ face: Colour, towards mean: Colour) -> Colour {
        var gain = Colour.one
        for band in 0..<3 { gain[band] = min(max(pow(mean[band] / max(face[band], 0.02), 0.55), 0.7), 1.35) }
        return gain
    }
}
