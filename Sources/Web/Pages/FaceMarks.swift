import Foundation
import Vocabulary

/// Where the outlines of faces lie in a photo, for an SVG over it.
struct FaceMarks {
    private let scale: Float
    private let width: Int
    private let height: Int

    /// Long side of the photos that pages show.
    static let longSide = 1600

    /// - Parameters: pixels of the upright photo.
    init(width: Int, height: Int) {
        scale = min(1, Float(Self.longSide) / Float(max(width, height)))
        self.width = max(1, Int(Float(width) * scale))
        self.height = max(1, Int(Float(height) * scale))
    }

    func photo(_ src: String, alt: String, marks: [Fields] = []) -> Fields {
        ["src": src, "width": "\(width)", "height": "\(height)", "alt": alt, "marks": marks]
    }

    /// - Parameter number: shown in a tab, where there are several.
    func mark(_ box: Box, number: Int? = nil, isOther: Bool = false) -> Fields {
        let shown = Box(x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale)
        let side = max(16, Float(max(width, height)) / 40)
        return fields([
            "x": text(shown.x), "y": text(shown.y), "width": text(shown.width), "height": text(shown.height),
            "isOther": isOther, "number": number.map { "\($0)" }, "tab": number != nil, "side": text(side),
            "textX": text(shown.x + side / 2), "textY": text(shown.y + side * 0.72), "fontSize": text(side * 0.62),
            "cropBox": cropBox(shown),
        ])
    }

    /// The face with some air around it.
    private func cropBox(_ box: Box) -> String {
        let margin = 0.25 * max(box.width, box.height)
        return [box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin]
            .map(text).joined(separator: " ")
    }

    private func text(_ number: Float) -> String { String(format: "%.1f", number) }
}
