import FaceAnalysis
import Foundation
package import Photos
package import Vocabulary

/// Two pictures of a photo for the sheet: the face upright and close, and the whole photo small, with the face marked.
package struct SheetPhoto {
    private static let portraitSide = 240
    private static let overviewSide = 640

    private let portrait: String
    private let overview: String
    /// The face's box in percent of the photo.
    private let mark: (x: Float, y: Float, width: Float, height: Float)
    private let width: Int
    private let height: Int

    /// - Parameters:
    ///   - landmarks, box: in pixels of the upright photo.
    package init(_ photo: Photo, landmarks: Landmarks, box: Box) throws {
        let eyes = hypotf(landmarks.rightEye.x - landmarks.leftEye.x, landmarks.rightEye.y - landmarks.leftEye.y)
        // Enough pixels that the portrait is not enlarged from a reduced decoding: its eyes are about 36 apart.
        let wanted = max(Float(Self.overviewSide), Float(photo.longSide) * 36 / max(eyes, 1))
        let picture = try photo.decode(reduction: photo.reduction(toKeep: Int(min(wanted, Float(photo.longSide)))))
        let factor = Float(picture.width) / Float(photo.width)
        let near = FaceAlignment.portrait(of: landmarks.scaled(by: factor), in: picture, side: Self.portraitSide)
        portrait = try Self.dataURI(near ?? picture)
        let shrink = min(1, Float(Self.overviewSide) / Float(picture.longSide))
        let small = picture.reduced(
            to: max(1, Int(Float(picture.width) * shrink)), max(1, Int(Float(picture.height) * shrink)))
        overview = try Self.dataURI(small)
        let (across, down) = (100 / Float(photo.width), 100 / Float(photo.height))
        mark = (box.x * across, box.y * down, box.width * across, box.height * down)
        (width, height) = (small.width, small.height)
    }

    package var fields: [String: Any] {
        func percent(_ number: Float) -> String { String(format: "%.2f", number) }
        return [
            "portrait": portrait, "overview": overview, "width": width, "height": height, "markX": percent(mark.x),
            "markY": percent(mark.y), "markWidth": percent(mark.width), "markHeight": percent(mark.height),
        ]
    }

    private static func dataURI(_ picture: Raster) throws -> String {
        var encoding = PhotoEncoding(.jpeg)
        encoding.quality = 82
        return "data:image/jpeg;base64," + Data(try picture.encoded(encoding)).base64EncodedString()
    }
}
