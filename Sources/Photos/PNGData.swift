/// How much image data a PNG file carries (W3C PNG, third edition, sections 5 and 11).
enum PNGData {
    /// Whether it is more than its picture can need: what follows the last row would be inflated, a thousandfold, for nothing.
    static func isExcessive(_ file: [UInt8]) -> Bool {
        guard let most = mostNeeded(file) else { return false }
        var carried = 0
        var place = 8
        while let (length, isImage) = chunk(file, at: place) {
            if isImage { carried += length }
            place += 12 + length
        }
        return carried > most
    }

    /// All rows as they are, a filter byte before each, in as many blocks as an encoder likes. Nil without a usable header.
    private static func mostNeeded(_ file: [UInt8]) -> Int? {
        let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]
        guard file.count >= 33, let each = channels[Int(file[25])] else { return nil }
        let (width, height) = (number(file, at: 16), number(file, at: 20))
        let row = (width * each * Int(file[24]) + 7) / 8 + 1
        let (rows, isTooMuch) = row.multipliedReportingOverflow(by: height)
        guard !isTooMuch, rows < Int.max / 2 else { return nil }
        // Interlaced, a picture has up to twice as many rows, each filled up to a byte.
        return rows + rows / 64 + 4 * height + 65_536
    }

    private static func chunk(_ file: [UInt8], at place: Int) -> (length: Int, isImage: Bool)? {
        guard place + 8 <= file.count else { return nil }
        let length = number(file, at: place)
        return (min(length, file.count - place - 8), file[place + 4..<place + 8].elementsEqual("IDAT".utf8))
    }

    private static func number(_ file: [UInt8], at place: Int) -> Int {
        file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
