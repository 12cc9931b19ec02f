// swift-tools-version:6.1
import PackageDescription

// What scripts/bootstrap unpacks: OpenVINO's headers and libraries, and the models' weights.
let dependencies = Context.packageDirectory + "/.dependencies"

/// Kernels and pixel loops are optimised in every configuration: debug builds work on real photos too.
let optimisedC: [CSetting] = [.unsafeFlags(["-O3", "-fno-math-errno", "-Wall", "-Wextra", "-Werror"])]
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// The house, from the roof down. A target knows only what stands below it.
let package = Package(
    name: "likeness",
    products: [
        .executable(name: "likeness", targets: ["likeness"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    ],
    targets: [
        .executableTarget(
            name: "likeness",
            dependencies: [
                "FaceAnalysis", "FaceSearch", "Gallery", "Inference", "Oversight", "Photos", "Presentation", "Records",
                "Rules", "Secrets",
                "SignOn", "SyntheticPeople", "TransparencyLog", "Vocabulary", "Web", "Witness",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),

        // The desk for people, and the JSON API for programs: authenticates, calls FaceSearch, renders.
        .target(
            name: "Web",
            dependencies: [
                "FaceAnalysis", "FaceSearch", "Multipart", "Oversight", "Photos", "Presentation", "Records", "Rules",
                "Secrets",
                "SignOn", "TransparencyLog", "Vocabulary", "qrencode",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Assets")],
            swiftSettings: swiftSettings),

        // Who used it and how: figures, misuse signals, reports, evidence. Made of the log's entries and what opens them.
        .target(
            name: "Oversight",
            dependencies: [
                "FaceSearch", "Presentation", "Records", "Rules", "TransparencyLog", "Vocabulary",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [
                .embedInCode("Report/report.mustache"),
                .embedInCode("Evidence/Page/pack.html"), .embedInCode("Evidence/Page/pack.css"),
                .embedInCode("Evidence/Page/pack-proof.js"), .embedInCode("Evidence/Page/pack-words.js"),
                .embedInCode("Evidence/Page/pack-page.js"), .embedInCode("Evidence/Page/guide.txt"),
            ],
            swiftSettings: swiftSettings),

        // What people and programs are shown of an answer: JSON, and pages that are one file each.
        .target(
            name: "Presentation",
            dependencies: [
                "FaceAnalysis", "FaceSearch", "Photos", "Records", "Rules", "TransparencyLog", "Vocabulary",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [
                .embedInCode("Sheets/style.css"), .embedInCode("Sheets/contact-sheet.mustache"),
                .embedInCode("Sheets/review-sheet.mustache"), .embedInCode("Sheets/case-file.mustache"),
                .embedInCode("Charts/column-chart.mustache"),
                .embedInCode("Rights/answer.mustache"), .embedInCode("Rights/found.mustache"),
                .embedInCode("Rights/public-page.mustache"), .embedInCode("Rights/public-page.txt"),
                .embedInCode("Scripts/element.js"), .embedInCode("Scripts/log-proof.js"),
            ],
            swiftSettings: swiftSettings),

        .executableTarget(
            name: "gallery-crash-child", dependencies: ["Gallery", "Vocabulary"],
            path: "Tests/Support/GalleryCrashChild",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "log-crash-child", dependencies: ["TransparencyLog"], path: "Tests/Support/LogCrashChild",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "witness-child", dependencies: ["Witness"], path: "Tests/Support/WitnessChild",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "old-home", dependencies: ["FaceSearch", "Rules", "Secrets"], path: "Benchmarks/OldHome",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "fill-home", dependencies: ["Gallery", "Records", "TestSupport", "Vocabulary"],
            path: "Benchmarks/FillHome", swiftSettings: swiftSettings),
        .target(
            name: "TestStage",
            dependencies: [
                "FaceAnalysis", "FaceSearch", "Inference", "Photos", "Records", "Rules", "Secrets", "SyntheticPeople",
                "TransparencyLog", "Vocabulary",
            ],
            path: "Tests/Support/TestStage", swiftSettings: swiftSettings),
        .target(name: "TestSupport", path: "Tests/Support/TestSupport", swiftSettings: swiftSettings),
        .executableTarget(
            name: "log-benchmark",
            dependencies: ["TransparencyLog", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Benchmarks/LogBenchmark", swiftSettings: swiftSettings),

        // The two targets that speak over a network, with a provider of sign-ins and with witnesses: never to fetch a photo.
        .target(
            name: "SignOn",
            dependencies: [
                "Vocabulary",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "Witness",
            dependencies: [
                "TransparencyLog",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),

        .target(
            name: "FaceSearch",
            dependencies: [
                "FaceAnalysis", "Gallery", "Photos", "Records", "Rules", "Secrets", "TransparencyLog", "Vocabulary",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "SwiftCSV", package: "SwiftCSV"),
            ],
            swiftSettings: swiftSettings),

        .target(
            name: "FaceAnalysis", dependencies: ["Vocabulary", "Inference", "Photos"], swiftSettings: swiftSettings),
        .target(
            name: "Gallery", dependencies: ["Vocabulary", "CSimilarity"],
            swiftSettings: swiftSettings),
        .target(
            name: "Records",
            dependencies: ["Rules", "Vocabulary", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: swiftSettings),
        .target(
            name: "SyntheticPeople", dependencies: ["Vocabulary", "Inference", "Photos"], swiftSettings: swiftSettings),

        .target(
            name: "Inference",
            dependencies: ["Vocabulary", "COpenVINO", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swiftSettings),
        .target(name: "Photos", dependencies: ["Vocabulary", "CVips", "CPixels"], swiftSettings: swiftSettings),

        // Who may do what: pure, so that it can be read and tested as a book of rules.
        .target(
            name: "Rules",
            dependencies: [
                "Vocabulary", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Policy/Profiles/household.yaml"), .embedInCode("Policy/Profiles/archive.yaml"),
                .embedInCode("Policy/Profiles/investigation.yaml"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "Secrets", dependencies: ["Vocabulary", "sodium", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swiftSettings),

        // Stands alone: an overseer's tools need nothing else of the house.
        .target(
            name: "TransparencyLog", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swiftSettings),
        // A form with files, as browsers send it: pure, for hostile bytes.
        .target(name: "Multipart", swiftSettings: swiftSettings),
        .target(name: "Vocabulary", swiftSettings: swiftSettings),
        .target(name: "CSimilarity", cSettings: optimisedC),
        .target(name: "CPixels", cSettings: optimisedC),
        .target(name: "CVips", dependencies: ["vips"], cSettings: optimisedC),
        .systemLibrary(name: "qrencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "sodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "vips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
        .target(
            name: "COpenVINO",
            cSettings: optimisedC + [.unsafeFlags(["-I", dependencies + "/openvino/include"])]),

        // Tests run against the release build, as users do.
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "FaceSearch", "Records", "Rules", "Secrets", "TestStage", "TransparencyLog", "Vocabulary", "Web",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Snapshots"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "FaceSearch", "Records", "Rules", "Secrets", "TestStage", "TestSupport", "Vocabulary", "Web",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["Snapshots"], swiftSettings: swiftSettings),
        .testTarget(
            name: "OversightTests",
            dependencies: [
                "FaceSearch", "Oversight", "Records", "Rules", "TestStage", "TestSupport", "TransparencyLog",
                "Vocabulary",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "FaceSearchTests",
            dependencies: [
                "FaceAnalysis", "FaceSearch", "Inference", "Photos", "Records", "Rules", "Secrets", "SyntheticPeople",
                "TestStage", "TestSupport", "TransparencyLog", "Vocabulary",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "FaceAnalysisTests",
            dependencies: ["FaceAnalysis", "Inference", "Photos", "SyntheticPeople", "Vocabulary"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "WitnessTests",
            dependencies: [
                "TestSupport", "TransparencyLog", "Witness", "witness-child",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "TransparencyLogTests",
            dependencies: [
                "TestSupport", "TransparencyLog", "log-crash-child", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "GalleryTests",
            dependencies: ["CSimilarity", "Gallery", "TestSupport", "Vocabulary", "gallery-crash-child"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "RecordsTests",
            dependencies: [
                "Records", "Rules", "TestSupport", "Vocabulary", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "RulesTests", dependencies: ["Rules", "TestSupport", "Vocabulary"], swiftSettings: swiftSettings),
        .testTarget(
            name: "SignOnTests",
            dependencies: [
                "SignOn", "Vocabulary",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "MultipartTests", dependencies: ["Multipart", "TestSupport"], swiftSettings: swiftSettings),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets", "Vocabulary"], swiftSettings: swiftSettings),
        .testTarget(
            name: "SyntheticPeopleTests", dependencies: ["Inference", "Photos", "SyntheticPeople", "Vocabulary"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "PhotosTests", dependencies: ["CPixels", "Photos", "Vocabulary"], swiftSettings: swiftSettings),
    ]
)
