extension Int {
    /// The one way to write a number that the log's formats have: decimal digits, no sign, no leading zero.
    init?(decimal digits: some Collection<UInt8>) {
        guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        self.init(digits: digits)
    }

    /// Decimal digits, with leading zeros or without.
    init?(digits: some Collection<UInt8>) {
        guard !digits.isEmpty else { return nil }
        self = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (shifted, tooLarge) = multipliedReportingOverflow(by: 10)
            let (sum, overflow) = shifted.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
            guard !tooLarge, !overflow else { return nil }
            self = sum
        }
    }
}
