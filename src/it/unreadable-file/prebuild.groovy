def made = ['mkfifo', new File(basedir, 'context/pipe').path].execute()
assert made.waitFor() == 0
return true
