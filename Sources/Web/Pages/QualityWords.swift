import Foundation
import Vocabulary

/// What a face's measures mean for a search, in words. Rules of thumb; nothing is refused by them.
struct QualityWords {
    let fields: Fields

    init(_ quality: FaceQuality) {
        var concerns: [String] = []
        if quality.interEyeDistance < 24 {
            concerns.append("small: \(Int(quality.interEyeDistance)) pixels between the eyes")
        }
        if quality.sharpness < 50 { concerns.append("blurred") }
        if abs(quality.yaw) > 35 || abs(quality.pitch) > 30 { concerns.append("turned away") }
        if quality.exposure < 0.15 { concerns.append("dark") }
        if quality.exposure > 0.9 { concerns.append("overexposed") }
        let kind = concerns.isEmpty ? "good" : concerns.count == 1 ? "wait" : "alert"
        let word = concerns.isEmpty ? "good" : concerns.count == 1 ? "middling" : "poor"
        fields = [
            "kind": kind, "word": word,
            "advice": concerns.isEmpty
                ? "Clear enough for a good list."
                : "It is " + concerns.formatted(.list(type: .and).locale(Locale(identifier: "en_GB")))
                    + ": expect a worse list.",
        ]
    }
}
