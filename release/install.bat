@echo off
rem 安装年报检查程序，不联网。装在本人的文件夹里，不用管理员；删除那个文件夹就是卸载。
setlocal
set "TARGET=%LOCALAPPDATA%\nianbao\program"
if defined NIANBAO_HOME set "TARGET=%NIANBAO_HOME%"

set "CHECK=import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
set "PYTHON="
for %%P in ("py -3.13" "py -3.12" "py -3.11" "python") do (
    if not defined PYTHON (
        %%~P -c "%CHECK%" >nul 2>nul && set "PYTHON=%%~P"
    )
)
if not defined PYTHON (
    echo 没有找到 Python 3.11、3.12 或 3.13。请先安装，或者改用不用 Python 的单文件程序 nianbao-windows.exe。
    goto failed
)

echo 正在安装到 %TARGET% ……
%PYTHON% -m venv --without-pip --clear "%TARGET%" || goto failed
for %%W in ("%~dp0wheels\pip-*.whl") do set "PIP=%%~fW"
"%TARGET%\Scripts\python.exe" "%PIP%\pip" install --quiet --no-index --disable-pip-version-check --no-warn-script-location --find-links "%~dp0wheels" nianbao[web] || goto failed

powershell -NoProfile -Command "$s = New-Object -ComObject WScript.Shell; $l = $s.CreateShortcut([IO.Path]::Combine($s.SpecialFolders('Desktop'), '年报检查.lnk')); $l.TargetPath = '%TARGET%\Scripts\nianbao.exe'; $l.Save()" || echo 桌面图标没有建成；程序在 %TARGET%\Scripts\nianbao.exe
"%TARGET%\Scripts\nianbao.exe" --version || goto failed
echo 装好了。用法：把年报拖到桌面的“年报检查”上。
if not defined NIANBAO_HOME pause
exit /b 0

:failed
echo 没有装成。
if not defined NIANBAO_HOME pause
exit /b 1
