import Vocabulary

/// Keeps the most confident of the detections that overlap, so that one face is told once.
package enum NonMaximumSuppression {
    /// - Parameter overlap: two boxes with a larger intersection over union are taken for one face.
    /// - Returns: most confident first.
    package static func keep(_ detections: [Detection], overlap: Float = 0.3) -> [Detection] {
        var kept: [Detection] = []
        for candidate in detections.sorted(by: { $0.confidence > $1.confidence })
        where !kept.contains(where: { $0.box.overlap(with: candidate.box) > overlap }) {
            kept.append(candidate)
        }
        return kept
    }
}
