import Foundation

/// A reproducible stream of random numbers: xoshiro256** (Blackman and Vigna, 2018), its state
/// filled by SplitMix64.
///
/// Everything random here is drawn from streams named by a seed, a purpose and an index, so that one draw more in one
/// place changes nothing in another. The standard library's `shuffled(using:)` and `random(in:using:)` are not used:
/// their algorithms may change.
package struct SeededGenerator: Sendable {
    /// What a stream is for.
    package enum Purpose: UInt64, Sendable {
        case people = 1, shots, places, decks, photos, backdrops, texts, grain, styles
    }

    private var state: (UInt64, UInt64, UInt64, UInt64)
    private var spare: Float?

    package init(_ seed: UInt64, _ purpose: Purpose, _ index: Int = 0) {
        var mixer = SplitMix64(state: seed)
        mixer.state = mixer.next() ^ purpose.rawValue &* 0xD1B5_4A32_D192_ED03
        mixer.state = mixer.next() ^ UInt64(bitPattern: Int64(index))
        state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
    }

    /// For comparison with other implementations; not all zero.
    package init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

    package mutating func next() -> UInt64 {
        let result = Self.rotated(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = Self.rotated(state.3, by: 45)
        return result
    }

    /// 0 up to, but never, 1.
    package mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    package mutating func uniform(_ range: ClosedRange<Float>) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// A whole number from 0 up to, but never, `count`.
    package mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

    package mutating func chance(_ probability: Float) -> Bool { unit() < probability }

    package mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Mean 0, standard deviation 1 (Box and Muller, 1958).
    package mutating func normal() -> Float {
        if let spare {
            self.spare = nil
            return spare
        }
        let radius = (-2 * log(1 - unit())).squareRoot()
        let angle = 2 * Float.pi * unit()
        spare = radius * sin(angle)
        return radius * cos(angle)
    }

    /// Fisher and Yates.
    package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, below(last + 1)) }
        return elements
    }

    private static func rotated(_ value: UInt64, by bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
}

private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
