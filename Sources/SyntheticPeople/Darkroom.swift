import Foundation
import Photos

/// Finishes a photo: light, age, blur.
struct Darkroom {
    let light: Light
    let age: PrintAge
    let seed: UInt64

    /// Changes the canvas in place; one pass over the pixels, and one more where the photo is to be blurred.
    func finish(_ canvas: Canvas) {
        if age.softness > 0 {
            canvas.blur(Int((age.softness / 1000 * Float(max(canvas.width, canvas.height))).rounded()))
        }
        guard light != .plain || age != .new else { return }
        let curves = (0..<3).map(curve)
        let (width, height) = (Float(canvas.width), Float(canvas.height))
        let (alongX, alongY) = (
            cos(light.direction) * light.falloff / width, sin(light.direction) * light.falloff / height
        )
        let columns = (0..<canvas.width).map { x in
            let across = (Float(x) - width / 2) / (width / 2)
            return (slope: alongX * (Float(x) - width / 2), corner: across * across * age.vignette * 0.5)
        }
        var random = UInt32(truncatingIfNeeded: seed &* 0x9E37_79B9) | 1
        let toning = self.toning
        let isColour = age.tone == .colour
        // The sum of two even 16-bit numbers has this standard deviation.
        let grain = age.grain / 26_755
        curves[0].withUnsafeBufferPointer { red in
            curves[1].withUnsafeBufferPointer { green in
                curves[2].withUnsafeBufferPointer { blue in
                    for y in 0..<canvas.height {
                        let down = (Float(y) - height / 2) / (height / 2)
                        let rowFactor = 1 + alongY * (Float(y) - height / 2) - down * down * age.vignette * 0.5
                        var out = canvas.pixels + y * canvas.width * 3
                        for x in 0..<canvas.width {
                            let factor = rowFactor + columns[x].slope - columns[x].corner
                            var colour = Colour(red[Int(out[0])], green[Int(out[1])], blue[Int(out[2])]) * factor
                            if !isColour { colour = toning(colour) }
                            random ^= random << 13
                            random ^= random >> 17
                            random ^= random << 5
                            let speck = Float(Int32(random & 0xFFFF) + Int32(random >> 16) - 65_535) * grain + 0.5
                            colour = (colour + speck).clamped(lowerBound: .zero, upperBound: Colour(repeating: 255))
                            out[0] = UInt8(colour.x)
                            out[1] = UInt8(colour.y)
                            out[2] = UInt8(colour.z)
                            out += 3
                        }
                    }
                }
            }
        }
    }

    /// What becomes of each 8-bit value of a band.
    private func curve(_ band: Int) -> [Float] {
        (0..<256).map { value in
            let exposed = pow(Float(value) / 255, light.gamma) * light.gain * light.cast[band]
            // Highlights roll off instead of breaking off.
            return 255 * (exposed < 0.8 ? exposed : 0.8 + 0.2 * (1 - exp(-(exposed - 0.8) / 0.2)))
        }
    }

    private var toning: (Colour) -> Colour {
        switch age.tone {
        case .colour: { $0 }
        case .grey: { Colour(repeating: $0.luminance) }
        case .sepia: { $0.luminance * Colour(0.96, 0.86, 0.70) + Colour(20, 14, 8) }
        case .faded: { ($0.mixed(with: Colour(repeating: $0.luminance), 0.35) * 0.82) + Colour(34, 27, 20) }
        }
    }
}

extension Canvas {
    /// Two passes of a mean over `2 * radius + 1` pixels in each direction.
    fileprivate func blur(_ radius: Int) {
        guard radius > 0 else { return }
        for _ in 0..<2 {
            for y in 0..<height { average(radius, from: pixels + y * width * 3, count: width, step: 3) }
            averageDown(radius)
        }
    }

    private func average(_ radius: Int, from start: UnsafeMutablePointer<UInt8>, count: Int, step: Int) {
        let share = 1 / Float(2 * radius + 1)
        let line = Array(UnsafeBufferPointer(start: start, count: count * step))
        for band in 0..<3 {
            var sum = radius * Int(line[band])
            for index in 0..<radius { sum += Int(line[min(index, count - 1) * step + band]) }
            for index in 0..<count {
                sum += Int(line[min(index + radius, count - 1) * step + band])
                start[index * step + band] = UInt8(Float(sum) * share + 0.5)
                sum -= Int(line[max(index - radius, 0) * step + band])
            }
        }
    }

    /// Whole rows at a time: going down column by column would miss the cache at every step.
    private func averageDown(_ radius: Int) {
        let stride = width * 3
        let share = 1 / Float(2 * radius + 1)
        var kept: [[UInt8]] = []
        var sums = [Int32](repeating: 0, count: stride)
        func row(_ y: Int) -> [UInt8] { Array(UnsafeBufferPointer(start: pixels + y * stride, count: stride)) }
        // The rows of the window, as they were: those that are changed may still be needed.
        for y in -radius...radius { kept.append(row(min(max(y, 0), height - 1))) }
        for line in kept { for index in 0..<stride { sums[index] += Int32(line[index]) } }
        var oldest = 0
        for y in 0..<height {
            let out = pixels + y * stride
            let coming = row(min(y + radius + 1, height - 1))
            for index in 0..<stride {
                out[index] = UInt8(Float(sums[index]) * share + 0.5)
                sums[index] += Int32(coming[index]) - Int32(kept[oldest][index])
            }
            kept[oldest] = coming
            oldest = (oldest + 1) % kept.count
        }
    }
}
