public import Foundation
public import Vocabulary

/// By what it was checked that whoever asks is the person that it is about, or acts for them.
public enum IdentityMeans: String, Hashable, Sendable, CaseIterable {
    /// They came, and showed a document.
    case inPersonDocument = "in-person-document"
    /// A certified copy of one was sent.
    case certifiedCopy = "certified-copy"
    /// A lawyer, a parent or another representative who is known.
    case knownRepresentative = "known-representative"
    /// An electronic identity card, or what stands for one.
    case electronicID = "electronic-id"
    /// What else, in words.
    case other
}

/// That it was checked who asks.
public struct Identification: Hashable, Sendable {
    public let means: IdentityMeans
    /// With ``IdentityMeans/other`` only, and always: what was done. No name.
    public let words: String?
    public let at: Date
    public let by: AccountRef

    public init(means: IdentityMeans, words: String?, at: Date, by: AccountRef) {
        (self.means, self.words, self.at, self.by) = (means, words, at, by)
    }

    /// - Throws: `request.unidentified` when other means are not described, `text.unusable`.
    public static func check(_ means: IdentityMeans, words: String?) throws(Failure) {
        try FreeText.check(words)
        let length = Explanation.length(of: words ?? "")
        guard means == .other ? length >= AuthorisationRequest.shortestExplanation : length == 0 else {
            throw Failure(
                .requestUnidentified,
                "Other means of checking an identity are described in words, and the listed ones are not.",
                remedy:
                    "Write at least \(AuthorisationRequest.shortestExplanation) characters on other means, and name "
                    + "nobody; or choose one of the list.")
        }
    }
}
