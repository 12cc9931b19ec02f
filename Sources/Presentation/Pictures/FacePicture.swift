package import FaceAnalysis
import Foundation
package import Photos
package import Vocabulary

/// Pictures that people compare, as JPEG files without any metadata.
package enum FacePicture {
    /// The head, upright, with the eyes at the same place in every such picture.
    /// - Parameters:
    ///   - landmarks: in pixels of the upright photo.
    ///   - side: of the square, in pixels.
    ///   - hidden: boxes, in pixels of the upright photo, whose faces are not to be recognised.
    package static func portrait(
        of landmarks: Landmarks, in photo: Photo, side: Int, hiding hidden: [Box] = []
    ) throws -> [UInt8] {
        let eyes = hypotf(landmarks.rightEye.x - landmarks.leftEye.x, landmarks.rightEye.y - landmarks.leftEye.y)
        // Enough pixels that it is not enlarged from a reduced decoding: its eyes are 0.22 of its side apart.
        let wanted = min(Float(photo.longSide), Float(photo.longSide) * 0.22 * Float(side) / max(eyes, 1))
        let picture = try photo.decode(reduction: photo.reduction(toKeep: Int(wanted)))
        let factor = Float(picture.width) / Float(photo.width)
        let shown = picture.hiding(hidden, scale: factor)
        return try jpeg(FaceAlignment.portrait(of: landmarks.scaled(by: factor), in: shown, side: side) ?? shown)
    }

    /// The whole photo, no larger than asked for.
    /// - Parameter hidden: boxes, in pixels of the upright photo, whose faces are not to be recognised.
    package static func overview(of photo: Photo, longSide: Int, hiding hidden: [Box] = []) throws -> [UInt8] {
        let picture = try photo.decode(reduction: photo.reduction(toKeep: longSide))
        let shrink = min(1, Float(longSide) / Float(picture.longSide))
        let small = picture.reduced(
            to: max(1, Int(Float(picture.width) * shrink)), max(1, Int(Float(picture.height) * shrink)))
        return try jpeg(small.hiding(hidden, scale: Float(small.width) / Float(photo.width)))
    }

    /// One face with a margin around its box, and nobody else: all others that are found in the photo now are blotted out.
    /// - Parameter box: in pixels of the upright photo.
    package static func alone(
        _ box: Box, in photo: Photo, longSide: Int, with analyzer: FaceAnalyzer
    ) async throws -> [UInt8] {
        let others = try await others(than: box, in: photo, with: analyzer)
        let margin = 0.35 * max(box.width, box.height)
        let side = max(box.width, box.height) + 2 * margin
        let wanted = Float(photo.longSide) * min(1, Float(longSide) / max(side, 1))
        let picture = try photo.decode(reduction: photo.reduction(toKeep: Int(wanted)))
        let factor = Float(picture.width) / Float(photo.width)
        let hidden = picture.hiding(others, scale: factor)
        let left = max(0, min(hidden.width - 1, Int((box.x - margin) * factor)))
        let top = max(0, min(hidden.height - 1, Int((box.y - margin) * factor)))
        let right = max(left + 1, min(hidden.width, Int((box.x + box.width + margin) * factor) + 1))
        let bottom = max(top + 1, min(hidden.height, Int((box.y + box.height + margin) * factor) + 1))
        let part = hidden.part(left..<right, top..<bottom)
        let shrink = min(1, Float(longSide) / Float(part.longSide))
        return try jpeg(
            part.reduced(
                to: max(1, Int(Float(part.width) * shrink)), max(1, Int(Float(part.height) * shrink))))
    }

    /// The boxes of all faces in a photo but one: as they are found in it now, also those that were never enrolled, or erased.
    /// - Parameter own: the one's, in pixels of the upright photo.
    package static func others(than own: Box, in photo: Photo, with analyzer: FaceAnalyzer) async throws -> [Box] {
        let boxes = try await analyzer.faces(in: photo).faces.map(\.box)
        let same = boxes.filter { $0.overlap(with: own) > 0.3 }.max {
            $0.overlap(with: own) < $1.overlap(with: own)
        }
        return boxes.filter { $0 != same }
    }

    private static func jpeg(_ picture: Raster) throws -> [UInt8] {
        var encoding = PhotoEncoding(.jpeg)
        encoding.quality = 85
        return try picture.encoded(encoding)
    }
}

extension Landmarks {
    func scaled(by factor: Float) -> Landmarks {
        func scale(_ point: Point) -> Point { Point(x: point.x * factor, y: point.y * factor) }
        return Landmarks(
            leftEye: scale(leftEye), rightEye: scale(rightEye), nose: scale(nose), leftMouth: scale(leftMouth),
            rightMouth: scale(rightMouth))
    }
}

extension Raster {
    /// Halved until bilinear resampling no longer skips pixels, then resampled.
    func reduced(to width: Int, _ height: Int) -> Raster {
        var picture = self
        while picture.width > 2 * width { picture = picture.resampled(to: picture.width / 2, picture.height / 2) }
        return picture.resampled(to: width, height)
    }

    /// A rectangle of it.
    fileprivate func part(_ columns: Range<Int>, _ rows: Range<Int>) -> Raster {
        Raster(width: columns.count, height: rows.count) { canvas in
            for row in rows {
                let from = (row * width + columns.lowerBound) * 3
                let to = (row - rows.lowerBound) * columns.count * 3
                for byte in 0..<columns.count * 3 { canvas[to + byte] = bytes[from + byte] }
            }
        }
    }

    /// With six blocks of one colour in the place of each box: too few to tell a face by.
    fileprivate func hiding(_ boxes: [Box], scale: Float) -> Raster {
        guard !boxes.isEmpty else { return self }
        return Raster(width: width, height: height) { canvas in
            _ = canvas.update(from: bytes)
            for box in boxes {
                let margin = 0.15 * box.width
                let left = max(0, Int((box.x - margin) * scale))
                let top = max(0, Int((box.y - margin) * scale))
                let right = min(width, Int((box.x + box.width + margin) * scale) + 1)
                let bottom = min(height, Int((box.y + box.height + margin) * scale) + 1)
                let block = max(1, max(right - left, bottom - top) / 6)
                for y in stride(from: top, to: bottom, by: block) {
                    for x in stride(from: left, to: right, by: block) {
                        canvas.level(x..<min(x + block, right), y..<min(y + block, bottom), width: width)
                    }
                }
            }
        }
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Gives a rectangle its mean colour.
    fileprivate func level(_ columns: Range<Int>, _ rows: Range<Int>, width: Int) {
        guard !columns.isEmpty, !rows.isEmpty else { return }
        for channel in 0..<3 {
            var sum = 0
            for y in rows { for x in columns { sum += Int(self[(y * width + x) * 3 + channel]) } }
            let mean = UInt8(sum / (columns.count * rows.count))
            for y in rows { for x in columns { self[(y * width + x) * 3 + channel] = mean } }
        }
    }
}
