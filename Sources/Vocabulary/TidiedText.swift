/// Text from a stranger, fit to be shown on one line: no control characters, none that hide or turn round what follows, no
/// endless length. Nil when nothing is left.
public func tidied(_ text: String) -> String? {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(10_000) {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: kept.append(" ")
        // Joiners spell words in some scripts; marks of direction do not.
        case .format where scalar != "\u{200C}" && scalar != "\u{200D}": continue
        default: kept.append(scalar)
        }
    }
    let words = String(kept).split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    return words.isEmpty ? nil : words
}
