// swift-tools-version:6.1
import PackageDescription

// A package of its own: the parsers are compiled for libFuzzer, which the product never is, and nothing but
// the parsers' own targets and what they need have to be there.

/// Coverage for libFuzzer, AddressSanitizer, and the checks of a debug build, on code that is optimised as users get it.
let checked: SwiftSetting = .unsafeFlags([
    "-sanitize=fuzzer,address", "-assert-config", "Debug", "-enable-testing",
])
let swiftSettings: [SwiftSetting] = [
    checked,
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "fuzzing",
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2")],
    targets: [
        .executableTarget(
            name: "fuzz",
            dependencies: ["Multipart", "TransparencyLog", .product(name: "Crypto", package: "swift-crypto")],
            path: "Targets",
            // libFuzzer brings the main function.
            swiftSettings: swiftSettings + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
        // Links to ../Sources: a target's folder may not lie outside its package.
        .target(
            name: "TransparencyLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            path: "TransparencyLog", swiftSettings: swiftSettings),
        .target(name: "Multipart", path: "Multipart", swiftSettings: swiftSettings),
    ]
)
