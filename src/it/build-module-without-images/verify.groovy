String log = new File(basedir, 'build.log').text

assert log.contains(":${pluginVersion}:build")
assert log.contains('BUILD SUCCESS')
assert !log.contains('docker.sock')
assert !new File(basedir, 'target/slipway').exists()
