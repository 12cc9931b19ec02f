/// Why a form was refused.
///
/// Equality and tests go by the code; the text is for people, and never holds a byte of the form.
public struct MultipartError: Error, Hashable, Sendable, CustomStringConvertible {
    public let code: Code
    /// One short sentence without its full stop.
    public let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    public var description: String { "\(reason) [\(code.rawValue)]" }

    public static func == (one: MultipartError, other: MultipartError) -> Bool { one.code == other.code }
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// Stable names: scripts may compare them.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Something other than one line end stands before the first delimiter.
        case preambleNotEmpty = "preamble-not-empty"
        /// A line begins like a delimiter and is none, or a delimiter stands among a part's headers.
        case delimiterMalformed = "delimiter-malformed"
        /// A header is not `token: value`, is folded, or ends in something other than CR LF.
        case headerMalformed = "header-malformed"
        /// A part has two headers of one name.
        case headerRepeated = "header-repeated"
        /// A part has no Content-Disposition.
        case dispositionMissing = "disposition-missing"
        /// A Content-Disposition is not `form-data` with parameters, each once.
        case dispositionMalformed = "disposition-malformed"
        /// A Content-Disposition has no `name`.
        case nameMissing = "name-missing"
        /// A Content-Type is not a media type.
        case contentTypeMalformed = "content-type-malformed"
        /// A part's headers hold a control character.
        case controlCharacter = "control-character"
        /// A part's headers are not UTF-8.
        case notUTF8 = "not-utf8"
        /// The form ends before its close delimiter.
        case truncated = "truncated"
        /// More than ``MultipartLimits/parts``.
        case tooManyParts = "too-many-parts"
        /// More than ``MultipartLimits/headerBytes``.
        case headersTooLarge = "headers-too-large"
        /// More than ``MultipartLimits/fieldBytes``.
        case fieldsTooLarge = "fields-too-large"
        /// More than ``MultipartLimits/fileBytes``.
        case fileTooLarge = "file-too-large"
        /// More than ``MultipartLimits/totalBytes``.
        case formTooLarge = "form-too-large"
        /// More than ``MultipartLimits/epilogueBytes``.
        case epilogueTooLarge = "epilogue-too-large"

        /// Whether a limit was passed (HTTP 413) rather than a rule broken (HTTP 400).
        public var isLimit: Bool {
            switch self {
            case .tooManyParts, .headersTooLarge, .fieldsTooLarge, .fileTooLarge, .formTooLarge, .epilogueTooLarge: true
            default: false
            }
        }
    }
}
