public import Vocabulary

/// What people write in their own words: reasons, explanations, what was done. It is kept, printed and disclosed as it is, so it
/// has to show as it is.
public enum FreeText {
    public static let longest = 4000

    /// - Throws: `text.unusable` for control characters but line feeds, characters that turn round or hide what follows, and
    ///   more than ``longest`` characters.
    public static func check(_ texts: String?...) throws(Failure) {
        for case let text? in texts {
            let isPlain = text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control: scalar == "\n"
                case .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
                // Joiners spell words in some scripts.
                case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
                default: true
                }
            }
            guard isPlain, text.count <= longest else {
                throw Failure(
                    .textUnusable, "A text has characters that do not show, or more than \(longest) of them.",
                    remedy: "Write it plainly, and shorter.")
            }
        }
    }
}
