extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let hyphen = UInt8(ascii: "-")

    /// RFC 9110, section 5.6.3: what optional white space is made of. RFC 2046's transport padding is the same.
    var isSpace: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

    /// RFC 9110, section 5.6.2: `tchar`.
    var isToken: Bool { isAlphanumeric || Self.tokenMarks.contains(self) }

    /// RFC 2046, section 5.1.1: `bchars`.
    var isBoundaryCharacter: Bool { isAlphanumeric || Self.boundaryMarks.contains(self) }

    /// RFC 9110, section 5.6.4: what may stand in a quoted string, escapes aside.
    var isQuotable: Bool { self == UInt8(ascii: "\t") || (self >= 0x20 && self != 0x7F) }

    private var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static let tokenMarks = Array("!#$%&'*+-.^_`|~".utf8)
    private static let boundaryMarks = Array("'()+_,-./:=? ".utf8)
}
