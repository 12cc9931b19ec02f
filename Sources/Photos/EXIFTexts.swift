import Foundation
import Vocabulary

/// EXIF's texts, which libvips hands out as `value (value, type, n components, n bytes)`.
package enum EXIFTexts {
    static func metadata(in photo: Photo) -> PhotoMetadata {
        let date = text("exif-ifd2-DateTimeOriginal", of: photo) ?? text("exif-ifd0-DateTime", of: photo)
        return PhotoMetadata(
            taken: date.flatMap(timestamp), caption: text("exif-ifd0-ImageDescription", of: photo),
            credit: text("exif-ifd0-Artist", of: photo) ?? text("exif-ifd0-Copyright", of: photo))
    }

    private static func text(_ name: String, of photo: Photo) -> String? {
        photo.text(name).map(value).flatMap(tidied)
    }

    /// Cuts off libvips' description: in `V (V, ASCII, 20 components, 20 bytes)` the value stands twice, so its length
    /// is half of what is left without the description's end.
    static func value(_ text: String) -> String {
        guard let end = text.range(of: ", [A-Za-z ]+, [0-9]+ components, [0-9]+ bytes\\)$", options: .regularExpression)
        else { return text }
        let twice = text[..<end.lowerBound].utf8
        return String(decoding: twice.prefix(max(0, twice.count - 2) / 2), as: UTF8.self)
    }

    /// EXIF's `2021:05:04 10:11:12` as ISO 8601; nil when it is no such date
    /// (`0000:00:00 00:00:00` stands for unknown).
    package static func timestamp(_ text: String) -> String? {
        let halves = text.split(separator: " ")
        guard halves.count == 2 else { return nil }
        let date = halves[0].split(separator: ":").compactMap { Int($0) }
        let time = halves[1].split(separator: ":").compactMap { Int($0) }
        guard date.count == 3, time.count == 3, (1826...2200).contains(date[0]), (1...12).contains(date[1]),
            (1...31).contains(date[2]), (0...23).contains(time[0]), (0...59).contains(time[1]),
            (0...60).contains(time[2])
        else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date[0])-\(two(date[1]))-\(two(date[2]))T\(two(time[0])):\(two(time[1])):\(two(time[2]))"
    }
}
