package import CSimilarity

/// A probe in whole numbers, and what its rounding may cost.
///
/// With x = x^ + r and p = p^ + d (a template and its coded form),
/// x.p = x^.p^ + r.p^ + x.d, so |x.p - x^.p^| <= |r||p^| + |x||d| (Cauchy and Schwarz).
package struct QuantisedProbe: Sendable {
    /// Padded with zeros to whole rows.
    package let codes: [Int8]
    package let bound: similarity_bound

    /// More than all rounding in single precision can add up to here; docs/gallery.md has the sum.
    package static let slack = 0x1p-20
    /// No accepted template is longer.
    package static let greatestLength = 1 + 0x1p-10

    /// Nil when `vector` is not of unit length.
    package init?(_ vector: [Float]) {
        let step = Int(SIMILARITY_STEP)
        var codes = [Int8](repeating: 0, count: (vector.count + step - 1) / step * step)
        var code = similarity_code()
        guard similarity_quantise(vector, vector.count, &codes, &code) else { return nil }
        self.codes = codes
        let offset = Self.greatestLength * Double(code.residual) + Self.slack
        bound = similarity_bound(scale: code.scale, slope: code.length, offset: Float(offset).nextUp)
    }

    /// Between which values the similarity lies with a face of this scale and residual.
    package func bounds(dot: Int32, scale: Float, residual: Float) -> (lower: Float, upper: Float) {
        let estimate = (bound.scale * scale) * Float(dot)
        let margin = bound.slope * residual + bound.offset
        return (estimate - margin, estimate + margin)
    }
}
