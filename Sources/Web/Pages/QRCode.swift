import qrencode

/// A QR code as SVG, by libqrencode.
enum QRCode {
    /// - Returns: an empty text for one that is too long.
    static func svg(_ text: String) -> String {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return "" }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        var path = ""
        for y in 0..<width {
            for x in 0..<width where code.pointee.data[y * width + x] & 1 == 1 { path += "M\(x + 4) \(y + 4)h1v1h-1z" }
        }
        let side = width + 8
        return """
            <svg viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges" aria-hidden="true">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }
}
